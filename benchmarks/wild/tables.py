"""What the results say, as Markdown: a short table for the README, a page with every hazard."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.wild.journey import SCHEDULERS, STRESS

Result = Mapping[str, Any]
_BEGIN, _END = "<!-- wild: {name} -->", "<!-- end of wild: {name} -->"
_WHY = re.compile(r"; left alone, because (.*?)(?:; as a last resort, .*)?$", re.DOTALL)


def write_tables(root: Path, results: Sequence[Result]) -> list[str]:
    """Write the tables between their markers; the names of the files that changed."""
    changed = []
    for file, name, lines in (
        ("README.md", "table", short_table(results)),
        ("docs/real-suites.md", "table", long_table(results)),
        ("docs/real-suites.md", "hazards", hazards(results)),
    ):
        path = root / file
        old = path.read_text(encoding="utf-8")
        new = put(old, name, "\n".join(lines))
        if new != old:
            path.write_text(new, encoding="utf-8")
            changed.append(file)
    return changed


def put(page: str, name: str, content: str) -> str:
    """A page with new content between two markers.

    Raises:
        ValueError: the page has not exactly one such pair.
    """
    begin, end = _BEGIN.format(name=name), _END.format(name=name)
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"there must be one {begin} and one {end}")
    head, _, rest = page.partition(begin)
    return f"{head}{begin}\n{content}\n{end}{rest.partition(end)[2]}"


def short_table(results: Sequence[Result]) -> Iterator[str]:
    """One line for each suite, and their sum."""
    yield "| suite | tests | hazards | fixed | left | red | red, `each` | regressions | speed-up |"
    yield "| --- " * 9 + "|"
    for one in results:
        if "failed" in one:
            yield f"| {_label(one)} | not run: {_cell(one['failed'])} |" + " |" * 7
            continue
        fixed = _fixed(one)
        cells = [
            _label(one),
            _tests(one),
            len(one["hazards"]),
            fixed,
            len(one["hazards"]) - fixed,
            _arrow(one, SCHEDULERS),
            _arrow(one, (STRESS,)),
            len(one["regressions"]),
            f"{one['speedup']:.1f}",
        ]
        yield _row(cells)
    ran = [one for one in results if "failed" not in one]
    yield _row(_sum(ran))
    yield f"\nRounds: {_rounds(ran)}. {_versions(ran)}"


def _rounds(results: Sequence[Result]) -> str:
    """How often each run was made; not the same for all where some were run at other times."""
    found = sorted({one["rounds"] for one in results})
    return " or ".join(map(str, found))


def _versions(results: Sequence[Result]) -> str:
    named = (("Python", "python"), ("pytest", "pytest"), ("pytest-xdist", "xdist"))
    found = [(name, sorted({str(one[key]) for one in results})) for name, key in named]
    return ", ".join(f"{name} {' and '.join(versions)}" for name, versions in found) + "."


def _sum(results: Sequence[Result]) -> list[object]:
    fixed = sum(map(_fixed, results))
    found = sum(len(one["hazards"]) for one in results)
    red = [
        " → ".join(
            str(sum(_red(one, side, modes) for one in results)) for side in ("before", "after")
        )
        for modes in (SCHEDULERS, (STRESS,))
    ]
    worse = sum(len(one["regressions"]) for one in results)
    tests = sum(map(_tests, results))
    return [f"all {len(results)}", tests, found, fixed, found - fixed, *red, worse, ""]


def long_table(results: Sequence[Result]) -> Iterator[str]:
    """Outcomes in each mode."""
    modes = (*SCHEDULERS, STRESS)
    yield f"| suite | serial: passed | red | {' | '.join(modes)} | still meet |"
    yield "| --- " * (4 + len(modes)) + "|"
    for one in results:
        if "failed" in one:
            continue
        runs = one["runs"]
        passed = " → ".join(
            str(min(passed for passed, _, _ in runs[f"{side}/serial"]))
            for side in ("before", "after")
        )
        serial = _arrow(one, ("serial",), beyond=False)
        reds = [_arrow(one, (mode,)) for mode in modes]
        yield _row([_label(one), passed, serial, *reds, f"{len(one['meet'])}"])


def hazards(results: Sequence[Result]) -> Iterator[str]:
    """What was found in each suite, what was left, and why."""
    for one in results:
        if "failed" in one:
            yield f"\n### {_label(one)}\n\n{one['why']}\n\nNot run here: {one['failed']}."
            continue
        found = one["hazards"]
        fixed = [each for each in found if each["safety"] == "safe"]
        left = [each for each in found if each["safety"] != "safe"]
        yield f"\n### {_label(one)}\n\n{one['why']}\n"
        if not found:
            yield "No hazard found, nothing changed."
        if fixed:
            yield "Fixed:\n"
            for each in fixed:
                yield f"- `{_code(each['resource'])}` ({_many(each)}), by `{each['transform']}`"
        if left:
            yield ("\n" if fixed else "") + "Left:\n"
            for each in left:
                yield f"- `{_code(each['resource'])}` ({_many(each)}): {_reason(each)}"
        if one["meet"]:
            yield "\nStill met on, in a traced run or in parallel:\n"
            for each in one["meet"]:
                yield f"- `{_code(each['resource'])}` ({_many(each)})"
        for each in one["regressions"]:
            yield f"\nRegression: `{each['test']}` in {each['run']}: {_cell(each['message'])}"


def _label(one: Result) -> str:
    return f"{one['name']} {one['version']}"


def _tests(one: Result) -> int:
    return sum(one["runs"]["before/serial"][0])


def _fixed(one: Result) -> int:
    return sum(each["safety"] == "safe" for each in one["hazards"])


def _red(one: Result, side: str, modes: Sequence[str], *, beyond: bool = True) -> int:
    """Red tests of the worst run of some modes, beyond those that are always red serially."""
    runs = one["runs"]
    always = min(red for _, red, _ in runs["before/serial"]) if beyond else 0
    worst = max(red for mode in modes for _, red, _ in runs[f"{side}/{mode}"])
    return max(0, worst - always)


def _arrow(one: Result, modes: Sequence[str], *, beyond: bool = True) -> str:
    return " → ".join(str(_red(one, side, modes, beyond=beyond)) for side in ("before", "after"))


def _reason(hazard: Mapping[str, Any]) -> str:
    if hazard["safety"] == "unsafe":
        return f"`{hazard['transform']}` has a fix that a person must look at"
    found = _WHY.search(hazard["why"])
    return _cell(found[1] if found else hazard["why"])


def _many(hazard: Mapping[str, Any]) -> str:
    return "1 test" if hazard["tests"] == 1 else f"{hazard['tests']} tests"


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _cell(text: str) -> str:
    """A text in one line that Markdown leaves alone."""
    line = " ".join(text.split())
    return re.sub(r"([|<>*_\[\]`])", r"\\\1", line)


def _code(text: str) -> str:
    return " ".join(text.split()).replace("`", "'")
