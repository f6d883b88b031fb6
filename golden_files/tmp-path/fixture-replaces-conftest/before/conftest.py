import os
import shutil

import pytest


@pytest.fixture
def outbox():
    folder = "/tmp/fixture-replaces-outbox"
    os.makedirs(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def send(outbox):
    def _send(to, text):
        with open(os.path.join(outbox, to), "a") as f:
            f.write(text + "\n")

    return _send
