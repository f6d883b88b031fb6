import logging
import os
import time

import pytest


@pytest.fixture(scope="session", autouse=True)
def stamped():
    day = time.strftime("%Y")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    suffix = f"_{worker}" if worker else ""
    log_file = f"wl_of_all_tests{suffix}.log"
    if day:
        logging.FileHandler(f"wl_stamped_{day}{suffix}.log").close()
    name = "wl_plus_" + day + f"{suffix}.log"
    logging.FileHandler(name).close()
    with_a_long_name_of_its_own = logging.FileHandler(log_file, mode="w", delay=False)
    with_a_long_name_of_its_own.close()
