"""Names."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parent
TEST_LOG = str(ROOT / "wl_elsewhere.log")
