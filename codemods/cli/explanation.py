"""``explain``: the document of a transform or of a hazard, as text or by its headings."""

import json

from codemods.cli.options import check_name
from codemods.hazards.documents import DOCUMENTS
from codemods.transforms.api import load_transforms


def explanation(name: str, format: str) -> str:
    """What ``name`` is.

    Raises:
        Refusal: nothing is called so.
    """
    transforms = {transform.name: transform.document for transform in load_transforms()}
    check_name(name, [*transforms, *DOCUMENTS], "transform or hazard")
    document = transforms.get(name) or DOCUMENTS[name]
    kind = "transform" if name in transforms else "hazard"
    if format == "json":
        title, sections = _sections(document)
        content = {"name": name, "kind": kind, "title": title, "sections": sections}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    return f"{name} ({kind})\n\n{document.strip()}\n"


def _sections(document: str) -> tuple[str, dict[str, str]]:
    lines = document.strip().splitlines()
    starts = [i for i, line in enumerate(lines) if line and set(line) == {"-"}]
    sections: dict[str, str] = {}
    for here, following in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        body = "\n".join(lines[here + 1 : following - 1]).strip("\n")
        sections[lines[here - 1]] = body
    return lines[0], sections
