"""Names."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{WORKER}" if WORKER else ""
TEST_LOG = str(ROOT / f"wl_elsewhere{SUFFIX}.log")
