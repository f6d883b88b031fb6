import logging
import time

import pytest


@pytest.fixture(scope="session", autouse=True)
def stamped():
    day = time.strftime("%Y")
    if day:
        logging.FileHandler(f"wl_stamped_{day}.log").close()
    name = "wl_plus_" + day + ".log"
    logging.FileHandler(name).close()
    with_a_long_name_of_its_own = logging.FileHandler("wl_of_all_tests.log", mode="w", delay=False)
    with_a_long_name_of_its_own.close()
