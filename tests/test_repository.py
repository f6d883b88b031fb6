"""What the pages and settings of the repository say is so."""

import re
import shlex
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import typer

from codemods.cli.options import known_names
from codemods.cli.report import as_text
from codemods.cli.verbs import app
from codemods.plan import Plan, changed_files, make_plan
from codemods.suite.read import read_suite
from codemods.transforms.api import ENTRY_POINTS, Transform

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TRANSFORMS: dict[str, str] = PROJECT["project"]["entry-points"][ENTRY_POINTS]
HEADINGS = [
    "What it does",
    "Why",
    "Example",
    "When the fix is safe",
    "What it leaves alone",
]
RUNTIME = {
    "bowler",
    "click",
    "filelock",
    "gitpython",
    "jinja2",
    "libcst",
    "platformdirs",
    "pygments",
    "rich",
    "tomli",
    "tomlkit",
    "typer",
}


def flags_by_verb() -> dict[str, set[str]]:
    """Every verb of the command line with its flags."""
    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return {
        name: {"--help", *(flag for option in verb.params for flag in option.opts)}
        for name, verb in verbs.items()
    }


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def spans(text: str) -> list[str]:
    """What stands in single backticks."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", prose)


def calls(text: str) -> list[list[str]]:
    """The words after ``xdistify`` wherever a page calls it, up to ``--``."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    lines += [line.removeprefix("$ ") for line in "".join(blocks(text, "console")).splitlines()]
    words = [
        shlex.split(part, comments=True)
        for line in [*lines, *spans(text)]
        for part in line.split("&&")
        if re.match(r"\s*(\S*/)?xdistify ", part)
    ]
    return [call[1 : call.index("--") if "--" in call else None] for call in words]


def plan_of(root: Path) -> Plan:
    suite = read_suite(root)
    return make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=frozenset())


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/other-doors.md"]
)
def test_every_verb_and_flag_on_a_page_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    known = flags_by_verb()
    mentioned = calls(text)
    assert mentioned
    for verb, *words in mentioned:
        assert verb in known
        assert {word for word in words if word.startswith("-")} <= known[verb], verb


def test_every_flag_in_the_prose_of_the_readme_exists() -> None:
    known = set().union(*flags_by_verb().values())
    mentioned = {span.split()[0] for span in spans(README) if span.startswith("--")}
    assert {"--allow-dirty", "--quiet"} <= mentioned <= known


def test_every_verb_is_in_the_readme() -> None:
    assert {call[0] for call in calls(README)} >= set(flags_by_verb())


def test_names_in_the_readme_are_transforms_or_hazards() -> None:
    table = tomllib.loads("".join(blocks(README, "toml")))["tool"]["xdistify"]
    explained = [call[1] for call in calls(README) if call[0] == "explain" and call[1] != "NAME"]
    comments = re.findall(r"xdistify: ignore\[([a-z-]+)\]", README)
    assert {*table["select"], *table["ignore"], *explained, *comments} <= set(known_names())


@pytest.mark.parametrize("extra", ["demo", "test"])
def test_the_two_commands_are_one_line_each(extra: str) -> None:
    fresh = r"python3 -m venv \.venv && \.venv/bin/pip install .*\[(\w+)\]' && .*"
    commands = [line for line in README.splitlines() if re.fullmatch(fresh, line)]
    assert len(commands) == 2
    assert sum(f"[{extra}]" in command for command in commands) == 1
    assert extra in PROJECT["project"]["optional-dependencies"]


def test_the_check_of_a_clean_copy_finds_its_one_command_in_the_readme() -> None:
    assert "command=$(grep -- '-m pytest$' README.md)" in (ROOT / ".ci/run").read_text()
    assert len(re.findall(r"-m pytest$", README, re.MULTILINE)) == 1


@pytest.mark.parametrize("block", blocks(README, "diff"), ids=range(len(blocks(README, "diff"))))
def test_a_diff_in_the_readme_is_what_the_tool_makes(block: str, tmp_path: Path) -> None:
    lines = block.splitlines(keepends=True)
    before, after = (
        "".join(line[1:] for line in lines if line[0] in signs).encode() for signs in (" -", " +")
    )
    (tmp_path / "test_readme.py").write_bytes(before)
    plan = plan_of(tmp_path)
    assert [fix.safety for fix in plan.fixes] == ["safe"]
    assert changed_files(plan, plan.fixes) == {"test_readme.py": (before, after)}


def console(verb: str) -> str:
    """What the readme says that a verb prints."""
    start = f"$ xdistify {verb}\n"
    (report,) = (block for block in blocks(README, "console") if block.startswith(start))
    return report.removeprefix(start).rstrip()


def write_archive(root: Path, archive: str = "/tmp/archive.zip") -> None:
    """The suite that the readme shows these reports of."""
    shared = next(block for block in blocks(README, "python") if "def test_archive" in block)
    (root / "tests").mkdir()
    (root / "tests/test_archive.py").write_text(shared.replace("/tmp/archive.zip", archive))
    (root / "pytest.ini").write_text("[pytest]\n")


def test_the_report_in_the_readme_is_what_scan_prints(tmp_path: Path) -> None:
    left = next(block for block in blocks(README, "python") if "def test_export" in block)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_sales.py").write_text(left)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    assert console("scan") == "\n".join(as_text(plan_of(tmp_path))).rstrip()


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_transform_loads_under_its_name(name: str) -> None:
    transform = EntryPoint(name, TRANSFORMS[name], ENTRY_POINTS).load()
    assert isinstance(transform, Transform)
    assert transform.name == name
    assert TRANSFORMS[name] == f"codemods.transforms.{name.replace('-', '_')}:transform"


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_transform_is_documented_under_the_headings(name: str) -> None:
    document = EntryPoint(name, TRANSFORMS[name], ENTRY_POINTS).load().document
    headings = re.findall(r"^(.+)\n(-+)$", document, re.MULTILINE)
    assert [title for title, _ in headings] == HEADINGS
    assert all(len(title) == len(line) for title, line in headings)
    contributing = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    assert ", ".join(f"*{heading}*" for heading in HEADINGS) in contributing


def test_the_command_loads() -> None:
    (name, target), *others = PROJECT["project"]["scripts"].items()
    assert (name, others) == ("xdistify", [])
    assert callable(EntryPoint(name, target, "console_scripts").load())


def test_every_folder_of_golden_files_is_a_transform_and_the_other_way_round() -> None:
    folders = {path.name for path in (ROOT / "golden_files").iterdir() if path.is_dir()}
    assert folders == set(TRANSFORMS)


def test_hooks_for_users_call_what_exists() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = [shlex.split(entry) for entry in re.findall(r"^  entry: (.+)$", text, re.MULTILINE)]
    ids = re.findall(r"^- id: (.+)$", text, re.MULTILINE)
    known = flags_by_verb()
    assert len(entries) == len(ids) == text.count("pass_filenames: false") == 3
    for command, verb, *flags in entries:
        assert command == "xdistify"
        assert set(flags) <= known[verb]
    assert all(f"`{hook}`" in README for hook in ids)


def test_the_tool_needs_few_other_packages() -> None:
    needs = PROJECT["project"]["dependencies"]
    assert {re.split(r"[^\w.-]", need)[0].lower() for need in needs} == RUNTIME


def test_the_changelog_names_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PROJECT["project"]["version"] in changelog
