import os


def setup_module():
    os.chdir(os.path.dirname(__file__) or ".")


def test_one():
    with open("chdir-to-the-suite.conf", "w") as f:
        f.write("1")
    assert open("chdir-to-the-suite.conf").read() == "1"
    os.unlink("chdir-to-the-suite.conf")
