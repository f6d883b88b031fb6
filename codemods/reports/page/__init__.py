"""The page: one HTML file that shows a plan, takes decisions on it, and needs no network.

What it may do is written in its own content security policy: run its one script and apply its one
style sheet, each named by its digest. All text comes from the template engine, which escapes it
and spells out what is not seen (`codemods.safe_text`), or from `code`, which does the same.
"""

import base64
import hashlib
import json
from typing import Any

from codemods.plan import Plan

DECISIONS = "xdistify-decisions.json"
"""Name of the file in which the page hands decisions over."""

VERSION = 1
"""Of the format of that file."""


def page(plan: Plan) -> str:
    """The page of a plan; the same plan gives the same page."""
    from codemods import __version__
    from codemods.reports.page.meetings import WORDS
    from codemods.reports.page.sheet import sheet_of

    sheet = sheet_of(plan)
    environment = _environment()
    source, style = (_asset(environment, name) for name in ("page.js", "page.css"))
    findings = [
        {
            "id": card.id,
            "digest": card.digest,
            "hazard": card.hazard_id,
            "fix": card.has_fix,
            "safety": card.safety,
        }
        for card in sheet.cards
    ]
    data = {"version": VERSION, "key": sheet.key, "file": DECISIONS, "findings": findings}
    template = environment.get_template("page.html.jinja")
    text: str = template.render(
        sheet=sheet,
        script=source,
        style=style,
        script_hash=_digest(source),
        style_hash=_digest(style),
        data=_island(data),
        decisions=DECISIONS,
        words=WORDS,
        version=__version__,
    )
    return text


def _environment() -> Any:
    """Templates that escape everything, and let nothing through that is not seen."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from codemods.safe_text import visible

    def harmless(value: object) -> object:
        return value if isinstance(value, Markup) else visible(str(value), keep="")

    return Environment(
        loader=PackageLoader("codemods.reports.page"),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(environment: Any, name: str) -> Any:
    """A file of ours that goes into the page as it is."""
    from markupsafe import Markup

    return Markup(environment.loader.get_source(environment, name)[0])


def _digest(text: str) -> str:
    return (
        "sha256-"
        + base64.b64encode(
            hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()
        ).decode()
    )


def _island(data: Any) -> Any:
    """JSON for a script element: nothing in it ends that element or opens a comment."""
    from markupsafe import Markup

    text = json.dumps(data, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
