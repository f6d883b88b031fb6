import logging
import os
import tempfile

import pytest

LOGS = tempfile.mkdtemp()
PRIVATE = os.path.join(LOGS, "private.log")

logging.getLogger("wl_pid").addHandler(logging.FileHandler(f"wl_{os.getpid()}.log"))
logging.getLogger("wl_null").addHandler(logging.FileHandler(os.devnull))
logging.getLogger("wl_private").addHandler(logging.FileHandler(PRIVATE))


@pytest.fixture(scope="session")
def log_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("logs")


@pytest.fixture(scope="session", autouse=True)
def log(log_folder):
    handler = logging.FileHandler(log_folder / "session.log")
    logging.getLogger("wl").addHandler(handler)
    yield
    handler.close()
