import os
import shutil

import pytest


@pytest.fixture
def outbox():
    """With a letter in it that was never sent."""
    folder = "/tmp/fixture-replaces-stale"
    os.makedirs(folder)
    with open(os.path.join(folder, "bob"), "w") as f:
        f.write("old\n")
    yield folder
    shutil.rmtree(folder)


def test_send_appends(send, outbox):
    send("bob", "new")
    with open(os.path.join(outbox, "bob")) as f:
        assert f.read() == "old\nnew\n"


def test_send_to_another(send, outbox):
    send("cid", "new")
    assert sorted(os.listdir(outbox)) == ["bob", "cid"]
