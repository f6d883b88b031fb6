import os

import pytest


@pytest.fixture
def outbox(tmp_path):
    folder = tmp_path / "fixture-replaces-outbox"
    os.makedirs(folder)
    yield folder


@pytest.fixture
def send(outbox):
    def _send(to, text):
        with open(os.path.join(outbox, to), "a") as f:
            f.write(text + "\n")

    return _send
