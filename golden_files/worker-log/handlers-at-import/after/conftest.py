import logging
import os
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{WORKER}" if WORKER else ""
WORKER_LOG = f"wl_import_sql{SUFFIX}.log"
LOG_FILE = Path(__file__).parent / f"wl_import{SUFFIX}.log"

# the log of all tests
logging.getLogger("at_import").addHandler(logging.FileHandler(LOG_FILE))
logging.getLogger("wl.sql").addHandler(logging.FileHandler(WORKER_LOG))
