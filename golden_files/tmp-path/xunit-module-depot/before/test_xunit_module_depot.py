import os
import shutil

DEPOT = "/tmp/xunit-module-depot"


def setup_module(module):
    if os.path.exists(DEPOT):
        shutil.rmtree(DEPOT)
    os.makedirs(os.path.join(DEPOT, "in"))
    os.makedirs(os.path.join(DEPOT, "out"))
    for number in range(3):
        with open(os.path.join(DEPOT, "in", "crate%d" % number), "w") as f:
            f.write("x" * number)


def teardown_module(module):
    shutil.rmtree(DEPOT)


def dispatch(name):
    shutil.copy(os.path.join(DEPOT, "in", name), os.path.join(DEPOT, "out", name))


def test_crates_there():
    assert len(os.listdir(os.path.join(DEPOT, "in"))) == 3


def test_dispatch():
    dispatch("crate2")
    with open(os.path.join(DEPOT, "out", "crate2")) as f:
        assert f.read() == "xx"


def test_dispatch_empty():
    dispatch("crate0")
    assert os.path.getsize(os.path.join(DEPOT, "out", "crate0")) == 0
