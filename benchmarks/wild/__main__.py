"""Make suites from the wild safe, prove it, take it back, and write the tables.

Usage: ``python -m benchmarks.wild [NAME …] [--rounds 3] [--work FOLDER] [--fresh] [--tables]``.

What is downloaded and installed is kept in the work folder. Results are kept beside the list, one
file for each suite; a suite whose fixes have not changed since is not run again. A suite that
cannot be had or run here is reported as that, and the others go on.
"""

import argparse
import json
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.wild.journey import Failed, travel
from benchmarks.wild.prepare import Unprepared, prepare
from benchmarks.wild.suites import LIST, Suite, read_suites
from benchmarks.wild.tables import write_tables

_ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results")


def main() -> int:
    """Run what was asked for; 1 if a suite was made worse or could not be run."""
    options = _options()
    suites = read_suites(options.list, options.names)
    options.results.mkdir(parents=True, exist_ok=True)
    if not options.tables:
        for at, suite in enumerate(suites, 1):
            print(f"{suite.label} ({at} of {len(suites)})", flush=True)
            result = _result(suite, options)
            _file(options.results, suite).write_text(_as_text(result), encoding="utf-8")
    every = [
        json.loads(_file(options.results, suite).read_text(encoding="utf-8"))
        for suite in read_suites(options.list)
        if _file(options.results, suite).exists()
    ]
    for changed in write_tables(options.root, every):
        print(f"{changed}: written anew")
    asked = {suite.label for suite in suites}
    mine = [one for one in every if f"{one['name']}-{one['version']}" in asked]
    return 1 if any("failed" in one or one["regressions"] for one in mine) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wild", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these suites")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each kind (default 3)")
    parser.add_argument("--work", type=Path, default=_ROOT / ".nox" / "wild", metavar="FOLDER")
    parser.add_argument("--list", type=Path, default=LIST, metavar="FILE")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FOLDER")
    parser.add_argument("--root", type=Path, default=_ROOT, help="where the pages are")
    parser.add_argument("--fresh", action="store_true", help="run again what is known")
    parser.add_argument("--tables", action="store_true", help="write the tables, run nothing")
    return parser.parse_args()


def _file(results: Path, suite: Suite) -> Path:
    return results / f"{suite.label}.json"


def _as_text(result: Mapping[str, Any]) -> str:
    """JSON with a line for each hazard and each kind of run, so that a diff of it can be read."""
    parts = []
    for key, value in result.items():
        if isinstance(value, list) and value:
            text = "[\n  " + ",\n  ".join(map(_dump, value)) + "\n ]"
        elif isinstance(value, dict):
            lines = [f"{_dump(name)}: {_dump(inner)}" for name, inner in value.items()]
            text = "{\n  " + ",\n  ".join(lines) + "\n }"
        else:
            text = _dump(value)
        parts.append(f" {_dump(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _result(suite: Suite, options: argparse.Namespace) -> dict[str, Any]:
    file = _file(options.results, suite)
    known = None
    if file.exists() and not options.fresh:
        known = json.loads(file.read_text(encoding="utf-8"))
    try:
        source, python = prepare(suite, options.work.resolve())
        return travel(
            suite,
            source,
            python,
            rounds=options.rounds,
            known=known,
            tell=lambda step: print(f"  {step}", flush=True),
        )
    except (Unprepared, Failed) as error:
        print(f"  {error}", flush=True)
        kept = {"name": suite.name, "version": suite.version, "why": suite.why}
        return {**kept, "failed": str(error)}


if __name__ == "__main__":
    # A session in the background ignores interrupts, and so would all that it starts.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    sys.exit(main())
