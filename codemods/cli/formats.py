"""What ``scan`` prints, in each of its formats."""

import json
import os
from pathlib import Path

from codemods.plan import Plan
from codemods.safe_text import visible_json


def scanned(plan: Plan, format: str) -> str:
    """The content as ``text``, ``json``, ``sarif``, ``github`` or ``html``."""
    root = Path(plan.suite.root)
    if format == "sarif":
        from codemods.reports.sarif import as_sarif

        return as_sarif(plan, top_of(root).as_posix())
    if format == "github":
        from codemods.reports.github import as_commands

        return as_commands(plan, top_of(root).as_posix())
    if format == "html":
        from codemods.reports.page import page

        return page(plan)
    from codemods.cli import report

    if format == "json":
        return visible_json(json.dumps(report.as_json(plan), indent=2, ensure_ascii=False)) + "\n"
    return "".join(f"{line}\n" for line in report.as_text(plan))


def top_of(root: Path) -> Path:
    """The folder from which a forge knows files: the checkout that the root lies in.

    ``GITHUB_WORKSPACE`` where it holds the root, else the nearest folder with a ``.git``, else
    the root.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and root.is_relative_to(Path(workspace).resolve()):
        return Path(workspace).resolve()
    return next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
