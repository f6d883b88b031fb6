import os
import subprocess
import sys

import pytest


def unknown(path):
    assert path.startswith("/")
    open(path, "w").close()
    return path.upper()


def test_concatenated():
    path = "/tmp/str-needed-concatenated"
    with open(path + ".bak", "w") as f:
        f.write("ok")
    os.remove(path + ".bak")


def test_compared():
    path = "/tmp/str-needed-compared.txt"
    with open(path, "w") as f:
        assert f.name == path
    os.remove(path)


def test_method():
    path = "/tmp/str-needed-method.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert path.endswith(".txt")
    os.remove(path)


def test_unknown_callee():
    path = "/tmp/str-needed-unknown.txt"
    assert unknown(path).endswith("UNKNOWN.TXT")
    os.remove(path)


def test_in_output():
    path = "/tmp/str-needed-script.py"
    with open(path, "w") as f:
        f.write("import sys; print(sys.argv[0])")
    output = subprocess.check_output([sys.executable, path], text=True)
    assert path in output
    os.remove(path)


def test_in_message():
    path = "/tmp/str-needed-message"
    os.mkdir(path)
    with pytest.raises(OSError) as info:
        os.mkdir(path)
    assert path in str(info.value)
    os.rmdir(path)
