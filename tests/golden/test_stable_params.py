"""``stable-params``: before, two processes collect different parameters; after, all the same."""

import json
from pathlib import Path

import black
import pytest

from tests.golden.cases import Case, tree
from tests.golden.test_golden_runs import ALONE, TOGETHER, plant, run_pytest

CASES = [case for case in (*TOGETHER, *ALONE) if case.transform == "stable-params"]
CHANGING = [case for case in CASES if case.changes]
HARMLESS = [case for case in CASES if not case.changes and not {"left", "alone"} & {*case.settings}]
LEFT = [case for case in CASES if case.settings.get("left")]
MADE_UP = frozenset({"made-up-counted", "made-up-rows", "bytes-kept"})

Collected = dict[str, list[tuple[str, dict[str, str]]]]


def collected(cases: list[Case], folder: Path, seed: int) -> Collected:
    """By case, the ids and values of its tests as one process collects them."""
    target = folder.parent / f"{seed}.json"
    result = run_pytest(
        folder,
        *("--collect-only", "-p", "shuffled", "-p", "no:xdist"),
        PYTHONHASHSEED=str(seed),
        XDISTIFY_ORDER=str(seed),
        XDISTIFY_COLLECTED=str(target),
    )
    assert result.returncode == 0, result.stdout[-4000:]
    found: Collected = {}
    text = target.read_text(encoding="utf-8").replace(f"{folder}/", "")
    for test, values in json.loads(text):
        home = test.partition("/")[0]
        case = next(c for c in cases if home == f"{c.transform}-{c.name}".replace("-", "_"))
        found.setdefault(case.name, []).append((test, values))
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[Collected]:
    cases = [*CHANGING, *HARMLESS, *LEFT]
    folder = plant(cases, "before", tmp_path_factory.mktemp("old") / "all")
    return [collected(cases, folder, seed) for seed in (1, 2, 3)]


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> list[Collected]:
    folder = plant(CHANGING, "after", tmp_path_factory.mktemp("new") / "all")
    return [collected(CHANGING, folder, seed) for seed in (1, 2, 3)]


def parametrizations(case: str, runs: list[Collected]) -> dict[str, list[list[object]]]:
    """By test function, what each process collects."""
    found: dict[str, list[list[object]]] = {}
    for index, run in enumerate(runs):
        for test, values in run[case]:
            function = test.partition("[")[0]
            found.setdefault(function, [[] for _ in runs])[index].append((test, values))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.name)
def test_before_differs_from_process_to_process(case: Case, before: list[Collected]) -> None:
    differing = [
        function
        for function, (one, two, three) in parametrizations(case.name, before).items()
        if one != two or two != three
    ]
    assert differing


@pytest.mark.slow
@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.name)
def test_after_is_the_same_in_every_process(case: Case, after: list[Collected]) -> None:
    for one, two, three in parametrizations(case.name, after).values():
        if case.name in MADE_UP:
            one, two, three = ([test for test, _ in run] for run in (one, two, three))  # type: ignore[misc]
        assert one == two == three


@pytest.mark.slow
@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.name)
def test_after_has_the_tests_of_before(
    case: Case, before: list[Collected], after: list[Collected]
) -> None:
    """The same values, in some order: none is lost, and none is tested twice."""
    if case.name in MADE_UP:
        assert len(before[0][case.name]) == len(after[0][case.name])
        return
    functions = parametrizations(case.name, before[:1])
    for function, (there,) in parametrizations(case.name, after[:1]).items():
        (here,) = functions[function]
        assert len(here) == len(there)
        if "enumerate" not in function:
            assert values_of(there) == values_of(here)


def values_of(found: list[object]) -> list[str]:
    return sorted(
        json.dumps({k: "".join(sorted(v)) for k, v in values.items()}, sort_keys=True)
        for _, values in found  # type: ignore[misc]
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.name)
def test_what_stays_without_a_reason_is_no_hazard(case: Case, before: list[Collected]) -> None:
    ids = [[test for test, _ in run[case.name]] for run in before]
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.slow
@pytest.mark.parametrize("case", LEFT, ids=lambda case: case.name)
def test_what_is_left_with_a_reason_is_a_hazard(case: Case, before: list[Collected]) -> None:
    assert (
        before[0][case.name] != before[1][case.name] or before[1][case.name] != before[2][case.name]
    )


@pytest.mark.slow
def test_workers_that_list_folders_differently_collect_the_same(tmp_path: Path) -> None:
    folder = plant(CHANGING, "after", tmp_path / "all")
    result = run_pytest(folder, "-n", "3", "-p", "shuffled", PYTHONHASHSEED="random")
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
def test_workers_stop_at_the_trees_as_they_were(tmp_path: Path) -> None:
    folder = plant(CHANGING, "before", tmp_path / "all")
    result = run_pytest(folder, "-n", "3", "-p", "shuffled", PYTHONHASHSEED="random")
    assert "Different tests were collected" in result.stdout


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.name)
def test_what_black_left_alone_it_leaves_alone(case: Case) -> None:
    before, after = tree(case.before), tree(case.after)
    for path, content in after.items():
        if path.endswith(".py") and case.name != "bytes-kept" and before[path] != content:
            assert black.format_str(content.decode(), mode=black.Mode()) == content.decode()
