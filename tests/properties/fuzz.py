"""Try the properties for as long as asked.

Usage: ``python -m tests.properties.fuzz [--seconds 600] [--seed 1]``.

Each round takes the next seed and prints it, so that any failure can be had again by
``--seed THAT --rounds 1``. Ends with 1 after the first round that fails, and with 0 when the time
is over; a round that has begun is finished.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> int:
    """Run rounds until the time is over, or one fails."""
    parser = argparse.ArgumentParser(description="Try the properties of rewrites for long.")
    parser.add_argument("--seconds", type=float, default=600.0, help="about how long")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--rounds", type=int, default=0, help="at most so many; 0 for no end")
    parser.add_argument("--examples", type=int, default=60, help="of each property in a round")
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    done = 0
    while (not done or time.monotonic() < end) and (not options.rounds or done < options.rounds):
        print(f"seed {options.seed + done}", flush=True)
        if code := _round(options.seed + done, options.examples):
            return code
        done += 1
    print(f"{done} rounds of {options.examples} examples for each property, all hold")
    return 0


def _round(seed: int, examples: int) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "-p", "no:xdist"]
    command += ["-p", "no:cacheprovider", f"--hypothesis-seed={seed}", "--tb=short", str(FOLDER)]
    env = {**os.environ, "XDISTIFY_FUZZ": str(examples)}
    return subprocess.run(command, cwd=FOLDER.parents[1], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
