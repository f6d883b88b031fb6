import os
import subprocess
import sys

import pytest


def unknown(path):
    assert path.startswith("/")
    open(path, "w").close()
    return path.upper()


def test_concatenated(tmp_path):
    path = str(tmp_path / "str-needed-concatenated")
    with open(path + ".bak", "w") as f:
        f.write("ok")


def test_compared(tmp_path):
    path = str(tmp_path / "str-needed-compared.txt")
    with open(path, "w") as f:
        assert f.name == path


def test_method(tmp_path):
    path = str(tmp_path / "str-needed-method.txt")
    with open(path, "w") as f:
        f.write("ok")
    assert path.endswith(".txt")


def test_unknown_callee(tmp_path):
    path = str(tmp_path / "str-needed-unknown.txt")
    assert unknown(path).endswith("UNKNOWN.TXT")


def test_in_output(tmp_path):
    path = str(tmp_path / "str-needed-script.py")
    with open(path, "w") as f:
        f.write("import sys; print(sys.argv[0])")
    output = subprocess.check_output([sys.executable, path], text=True)
    assert path in output


def test_in_message(tmp_path):
    path = str(tmp_path / "str-needed-message")
    os.mkdir(path)
    with pytest.raises(OSError) as info:
        os.mkdir(path)
    assert path in str(info.value)
