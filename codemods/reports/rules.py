"""The rules of a SARIF run, from the documents that ``explain`` prints."""

import re
from collections.abc import Iterable
from typing import Any

from codemods.hazards.documents import DOCUMENTS
from codemods.plan import Plan
from codemods.transforms.api import load_transforms


def rules_of(plan: Plan) -> list[dict[str, Any]]:
    """The hazards that occur, and the transforms that answer them, each from its document."""
    documents = {each.name: each.document for each in load_transforms()}
    remedies: dict[str, list[str]] = {hazard.name: [] for hazard in plan.ignored}
    for finding in plan.findings:
        named = remedies.setdefault(finding.hazard.name, [])
        if finding.transform in documents and finding.transform not in named:
            named.append(finding.transform)
    transforms = {name for names in remedies.values() for name in names}
    rules = [
        _rule(name, DOCUMENTS.get(name) or documents.get((*names, name)[0], name), names)
        for name, names in sorted(remedies.items())
    ]
    rules += [_rule(name, documents[name], ()) for name in sorted(transforms - remedies.keys())]
    return rules


def _rule(name: str, document: str, remedies: Iterable[str]) -> dict[str, Any]:
    text = document.strip()
    title, _, rest = text.partition("\n")
    section = re.search(r"^-+\n(.*?)(?=\n\n|\Z)", rest, re.DOTALL | re.MULTILINE)
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": " ".join(section[1].split()) if section else title},
        "help": {"text": text, "markdown": _markdown(text)},
        "defaultConfiguration": {"level": "warning"},
    }
    others = [{"target": {"id": each}, "kinds": ["relevant"]} for each in remedies if each != name]
    return {**rule, "relationships": others} if others else rule


def _markdown(document: str) -> str:
    """The headings, code and lists of our documents are Markdown, but for what opens a block."""
    return re.sub(r"::$", ":", document, flags=re.MULTILINE)
