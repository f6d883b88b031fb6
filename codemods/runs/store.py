"""Where evidence is kept: outside the source tree, by root and by content of the suite."""

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import platformdirs

from codemods.evidence.model import Evidence
from codemods.evidence.read import read_evidence
from codemods.runs.tracing import Traced, spelled_in
from codemods.suite.config import read_config
from codemods.suite.discover import discover

_VERSION = 1
_KEPT = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """Evidence that was kept.

    Attributes:
        evidence: as it was seen.
        made: when, in UTC.
        complete: whether the run came to its end and covered the whole suite.
    """

    evidence: Evidence
    made: datetime
    complete: bool


def digest_of(root: Path) -> str:
    """What the Python files and the configuration below the root contain, as 64 hex digits.

    Raises:
        Refusal: the configuration cannot be read.
    """
    found = discover(root, (), read_config(root))
    total = hashlib.sha256()
    for path in sorted((*found.tests, *found.conftests, *found.python, *found.texts)):
        try:
            content = (root / path).read_bytes()
        except OSError:
            continue
        total.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        total.update(content)
    return total.hexdigest()


def keep(root: Path, digest: str, traced: Traced, *, complete: bool) -> Path:
    """Write evidence down for later; the newest few of a root are kept.

    Args:
        root: of the suite.
        digest: of what was run, as `digest_of` gave it before the run.
        traced: the run.
        complete: whether it covered the whole suite and came to its end.

    Returns:
        The file.

    Raises:
        OSError: the cache cannot be written.
    """
    home = _home(root)
    home.mkdir(parents=True, exist_ok=True)
    content = {
        "version": _VERSION,
        "root": str(root),
        "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "complete": complete,
        "outcomes": {test: result.outcome for test, result in traced.run.results.items()},
        "processes": [data.decode("ascii", "replace") for data in traced.processes],
    }
    target = home / f"{digest}.json.gz"
    descriptor, name = tempfile.mkstemp(dir=home, prefix="new-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(gzip.compress(json.dumps(content).encode(), 5, mtime=0))
    Path(name).replace(target)
    for old in sorted(_kept(root), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return target


def find(root: Path, digest: str) -> Stored | None:
    """The evidence for this very content, or None; a damaged file is as good as none."""
    try:
        content = json.loads(gzip.decompress((_home(root) / f"{digest}.json.gz").read_bytes()))
        if content["version"] != _VERSION:
            return None
        processes = [data.encode("ascii") for data in content["processes"]]
        return Stored(
            read_evidence(processes, content["outcomes"], spelled_in(root)),
            datetime.fromisoformat(content["made"]),
            content["complete"],
        )
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_kept(root: Path) -> bool:
    """Whether there is evidence for this root, of whatever content."""
    return any(True for _ in _kept(root))


def _kept(root: Path) -> Iterator[Path]:
    return _home(root).glob("*.json.gz")


def _home(root: Path) -> Path:
    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return platformdirs.user_cache_path("xdistify", appauthor=False) / "evidence" / name
