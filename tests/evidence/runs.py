"""Traced runs, written down as the probe writes them."""

import json
from collections.abc import Sequence
from typing import Any

from codemods.evidence.model import Evidence
from codemods.evidence.read import read_evidence

ROOT, TEMPORARY, HOME = "/copy/project", "/desk/t", "/desk/h"


class Recording:
    """Collects lines; each method answers with itself."""

    def __init__(self) -> None:
        self._lines: list[dict[str, Any]] = [
            {
                "process": 1,
                "worker": "",
                "watch": "inotify",
                "root": ROOT,
                "temporary": TEMPORARY,
                "home": HOME,
            }
        ]
        self._outcomes: dict[str, str] = {}
        self._order = 0
        self._who = "session"

    def test(
        self,
        name: str,
        fixtures: Sequence[str] = (),
        group: str = "",
        outcome: str = "passed",
    ) -> "Recording":
        path, _, _ = name.partition("::")
        facts = {"path": f"{ROOT}/{path}", "line": 1, "fixtures": list(fixtures), "group": group}
        self._lines.append({"test": name, **facts})
        self._outcomes[name] = outcome
        self._who = name
        return self

    def fixture(self, name: str, scope: str, first: str = "") -> "Recording":
        key = f"fixture:tests::{name}"
        facts = {"name": name, "scope": scope, "path": f"{ROOT}/tests/conftest.py", "line": 3}
        self._lines.append({"fixture": key, **facts, "first": first})
        self._who = key
        return self

    def importing(self, path: str) -> "Recording":
        self._who = f"collect:{path}"
        return self

    def touch(self, how: str, what: str, line: int = 10, **more: Any) -> "Recording":
        self._order += 1
        name = what if what.startswith(("/", "tcp:", "udp:")) else f"{ROOT}/{what}"
        path = self._who.partition("::")[0].removeprefix("collect:")
        self._lines.append(
            {
                "who": self._who,
                "phase": "call",
                "how": how,
                "what": name,
                "order": self._order,
                "at": [f"{ROOT}/{path if path.endswith('.py') else 'tests/conftest.py'}", line],
                **more,
            }
        )
        return self

    def line(self, **line: Any) -> "Recording":
        self._lines.append(line)
        return self

    def evidence(self, spelled: Sequence[str] = ()) -> Evidence:
        content = "".join(json.dumps(line) + "\n" for line in self._lines).encode()
        return read_evidence([content], self._outcomes, lambda word: word in spelled)
