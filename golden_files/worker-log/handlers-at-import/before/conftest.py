import logging
from pathlib import Path

LOG_FILE = Path(__file__).parent / "wl_import.log"

# the log of all tests
logging.getLogger("at_import").addHandler(logging.FileHandler(LOG_FILE))
logging.getLogger("wl.sql").addHandler(logging.FileHandler("wl_import_sql.log"))
