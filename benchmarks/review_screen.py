"""What the full screen of a review costs, in milliseconds of CPU, at 5,000 fixes.

    python benchmarks/review_screen.py [--fixes N] [--size 160x48]

A suite is written and analysed, and its fixes are multiplied; the screen is the real one, without a
terminal behind it. Listing should stay under 500 ms, a key under 50 ms.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

from codemods.cli.options import read_settings
from codemods.cli.planning import plan_for
from codemods.plan import Finding, Plan
from codemods.review.desk import Desk, sit_down
from codemods.review.screen.app import ReviewApp
from codemods.review.screen.entries import entries_of
from codemods.review.screen.listing import Listing

FILES, TESTS = 20, 10
KEYS = ("j", "down", "y", "n", "u", "ctrl+r", "pagedown", "v", "w", "x", "z", "end", "home")


def write_suite(root: Path) -> None:
    """Files of tests, each of which works on a fixed path of its own."""
    (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    for number in range(FILES):
        tests = "\n\n".join(
            f"def test_{number}_{it}_is_written_and_read():\n"
            f'    with open("/tmp/bench-{number}-{it}.txt", "w") as stream:\n'
            f'        stream.write("{it}")\n'
            f'    assert open("/tmp/bench-{number}-{it}.txt").read() == "{it}"\n'
            for it in range(TESTS)
        )
        (root / f"test_{number}.py").write_text(tests, encoding="utf-8")


def multiplied(plan: Plan, fixes: int) -> Plan:
    """The findings of a plan, again and again under other names."""
    sources = cycle([finding for finding in plan.findings if finding.fix])
    return replace(
        plan, findings=tuple(_copy(it, at) for at, it in enumerate(islice(sources, fixes)))
    )


def _copy(finding: Finding, number: int) -> Finding:
    assert finding.fix
    name = f"{number:08x}"
    own = frozenset({name})
    edits = tuple(replace(edit, owners=own) for edit in finding.fix.edits)
    hazard = replace(finding.hazard, id=name, resource=f"{finding.hazard.resource}.{number}")
    fix = replace(finding.fix, id=name, resource=hazard.resource, edits=edits)
    return replace(finding, id=name, hazard=hazard, fix=fix)


async def cost(deed: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of CPU."""
    start = process_time()
    await deed()
    return 1000 * (process_time() - start)


async def measure(desk: Desk, size: tuple[int, int]) -> None:
    """Print what each part costs."""
    items = desk.review.items
    start = process_time()
    entries_of(items)
    print(f"{len(items)} fixes as lines of the list  {1000 * (process_time() - start):7.1f} ms")
    app = ReviewApp(desk)
    start = process_time()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        print(f"start to first paint           {1000 * (process_time() - start):7.1f} ms")
        listing = app.query_one(Listing)

        async def fill() -> None:
            listing.fill(items)
            listing.update(desk.review, items[0])
            await pilot.pause()

        print(f"list again and paint           {await cost(fill):7.1f} ms")

        async def press(key: str) -> None:
            await pilot.press(key)
            await pilot.pause()

        for key in KEYS:
            spent = [await cost(lambda key=key: press(key)) for _ in range(9)]
            print(f"{key:<12} median, worst of 9   {median(spent):7.1f} {max(spent):7.1f} ms")
        await press("A")
        print(f"y to A, all that are left      {await cost(lambda: press('y')):7.1f} ms")
        print(f"u after it                     {await cost(lambda: press('u')):7.1f} ms")
        await press("ctrl+r")
        print(f"up, with all accepted          {await cost(lambda: press('up')):7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=5000)
    parser.add_argument("--size", default="160x48")
    given = parser.parse_args()
    width, height = (int(part) for part in given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_suite(root)
        plan = plan_for(read_settings([], root, None, None, None, True, True))
        with sit_down(root, multiplied(plan, given.fixes)) as desk:
            asyncio.run(measure(desk, (width, height)))


if __name__ == "__main__":
    main()
