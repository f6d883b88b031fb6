"""The session that runs suites from the wild: its arithmetic, its pages, and what it takes back."""

import importlib
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MODES = ("serial", "load", "loadscope", "loadfile", "worksteal", "each")


@pytest.fixture
def wild(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module of the session by its name."""
    monkeypatch.syspath_prepend(str(ROOT))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"benchmarks.wild.{name}")

    return load


def report(red: dict[str, int]) -> dict[str, Any]:
    """What ``verify`` prints of a suite of ten tests; ``red`` by name of the run."""
    runs = [
        {
            "name": f"{side}/{mode}",
            "passed": 10 - red.get(f"{side}/{mode}", 0),
            "failed": red.get(f"{side}/{mode}", 0),
            "errors": 0,
            "skipped": 0,
            "seconds": 4.0 if mode == "serial" else 2.0,
        }
        for side in ("before", "after")
        for mode in MODES
    ]
    versions = {"python": "3.11.0", "pytest": "8.4.0", "xdist": "3.8.0"}
    found = {"regressions": [], "collisions": [], "gone": [], "runs": runs}
    return {**versions, **found}


def small(root: Path) -> Path:
    """The tree of a suite with one fixed path."""
    case = ROOT / "golden_files/tmp-path/literal-once/before"
    return Path(shutil.copytree(case, root / "small-1.0"))


def suite(wild: Any, names: Sequence[str] = ()) -> Any:
    return wild("suites").Suite("small", "1.0", "It is small.", tuple(names))


def travel(wild: Any, tree: Path, known: dict[str, Any] | None, said: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = wild("journey").travel(
        suite(wild), tree, Path(sys.executable), rounds=1, known=known, tell=said.append
    )
    return result


def test_a_journey_applies_proves_and_takes_back(
    wild: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = json.dumps(report({"before/load": 3}))
    monkeypatch.setattr(wild("journey"), "_verify", lambda *_: answer)
    tree, said = small(tmp_path), list[str]()
    result = travel(wild, tree, None, said)
    assert said == ["scan", "apply", "verify", "revert"]
    assert [hazard["safety"] for hazard in result["hazards"]] == ["safe"]
    assert result["runs"]["before/load"] == [[7, 3, 0]]
    assert result["speedup"] == 2.0
    # The same fixes need no other proof; other sources do.
    said.clear()
    assert travel(wild, tree, result, said) == result
    assert said == ["scan", "apply", "revert"]
    (test,) = tree.glob("test_*.py")
    test.write_text(f"{test.read_text()}\n\ndef test_more():\n    open('/tmp/more', 'w').close()\n")
    said.clear()
    travel(wild, tree, result, said)
    assert "verify" in said


def test_a_journey_that_does_not_give_back_every_byte_fails(
    wild: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verify(desk: Any, *_: object) -> str:
        (desk.tree / "left-behind").write_text("")
        return json.dumps(report({}))

    monkeypatch.setattr(wild("journey"), "_verify", verify)
    with pytest.raises(wild("journey").Failed, match="not every byte"):
        travel(wild, small(tmp_path), None, [])


def test_what_was_not_run_counts_as_red(wild: Any) -> None:
    given = report({"after/each": 1})
    hung = next(run for run in given["runs"] if run["name"] == "before/loadfile")
    hung |= {"passed": 4, "failed": 1}
    runs = wild("journey")._proof(given)["runs"]
    assert runs["before/loadfile"] == [[4, 6, 0]]
    assert runs["after/each"] == [[9, 1, 0]]


def test_red_is_the_worst_run_beyond_what_is_always_red(wild: Any) -> None:
    red = {f"{side}/{mode}": 1 for side in ("before", "after") for mode in MODES}
    given = report({**red, "before/loadscope": 5, "before/load": 3, "before/each": 8})
    kept = {"name": "small", "version": "1.0", "why": "", "hazards": []}
    one = {**kept, "rounds": 1, **wild("journey")._proof(given)}
    *_, line, total, said = wild("tables").short_table([one])
    assert line == "| small 1.0 | 10 | 0 | 0 | 0 | 4 → 0 | 7 → 0 | 0 | 2.0 |"
    assert total.startswith("| all 1 | 10 | 0 | 0 | 0 | 4 → 0 | 7 → 0 | 0 |")
    assert said.strip() == "Rounds: 1. Python 3.11.0, pytest 8.4.0, pytest-xdist 3.8.0."


def test_a_suite_that_cannot_be_had_is_reported_and_the_next_one_runs(
    wild: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main = wild("__main__")
    (tmp_path / "suites.toml").write_text(
        "".join(f'[[suite]]\nname = "{n}"\nversion = "1"\nwhy = "-"\n' for n in ("gone", "there"))
    )
    (tmp_path / "docs").mkdir()
    for page in ("README.md", "docs/real-suites.md"):
        shutil.copy(ROOT / page, tmp_path / page)

    def prepare(suite: Any, work: Path) -> tuple[Path, Path]:
        if suite.name == "gone":
            raise wild("prepare").Unprepared("download: no source distribution came")
        return tmp_path, Path(sys.executable)

    proved = wild("journey")._proof(report({}))
    monkeypatch.setattr(main, "prepare", prepare)
    monkeypatch.setattr(
        main,
        "travel",
        lambda suite, *_, **__: {
            "name": suite.name,
            "version": "1",
            "why": "-",
            "hazards": [],
            "rounds": 1,
            **proved,
        },
    )
    folders = ["--results", str(tmp_path / "results"), "--root", str(tmp_path)]
    words = ["wild", "--list", str(tmp_path / "suites.toml"), *folders]
    monkeypatch.setattr(sys, "argv", words)
    assert main.main() == 1
    said = capsys.readouterr().out
    assert "no source distribution came" in said
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| gone 1 | not run: download: no source distribution came |" in readme
    assert "| there 1 | 10 |" in readme


def test_the_pages_say_what_the_results_say(wild: Any) -> None:
    listed = wild("suites").read_suites(wild("suites").LIST)
    files = [wild("__main__").RESULTS / f"{suite.label}.json" for suite in listed]
    results = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    assert results
    tables = wild("tables")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "docs/real-suites.md").read_text(encoding="utf-8")
    assert "\n".join(tables.short_table(results)) in readme
    assert "\n".join(tables.long_table(results)) in page
    assert "\n".join(tables.hazards(results)) in page


def test_a_key_of_the_list_that_means_nothing_is_refused(wild: Any, tmp_path: Path) -> None:
    (tmp_path / "suites.toml").write_text('[[suite]]\nname = "a"\nversion = "1"\nwhi = "-"\n')
    with pytest.raises(SystemExit, match="unknown key whi"):
        wild("suites").read_suites(tmp_path / "suites.toml")
