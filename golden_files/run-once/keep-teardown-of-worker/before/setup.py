"""Stands in for a build that takes minutes, and says in a file that it was run."""

import os
import pathlib
import sys

verb, folder = sys.argv[1], pathlib.Path(sys.argv[2])
note = os.environ.get("RUN_ONCE_NOTES")
if note:
    with open(note, "a") as notes:
        notes.write(f"keep_teardown_of_worker {verb} {os.environ.get('PYTEST_XDIST_WORKER')}\n")
if verb == "build":
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keep_teardown_of_worker-1.0.whl").write_text("built")
