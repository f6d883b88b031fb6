import base64
import hashlib
from urllib.parse import quote


def write(path):
    with open(path, "w") as file:
        file.write("x")


def test_capitals():
    path = "/tmp/letters-derived-a.txt"
    write(path)
    assert path.swapcase() == "/TMP/" + "LETTERS-DERIVED-A.TXT"


def test_no_capitals():
    path = "/tmp/letters-derived-b.txt"
    write(path)
    assert path.lower() == path


def test_hash():
    path = "/tmp/letters-derived-c.txt"
    write(path)
    assert hashlib.md5(path.encode()).hexdigest() == "8a3e2fd6ce36ce680579ccaf7c111e6d"


def test_encoded():
    path = "/tmp/letters-derived-d.txt"
    write(path)
    assert base64.b64encode(path.encode()) == b"L3RtcC9sZXR0ZXJzLWRlcml2ZWQtZC50eHQ="


def test_quoted():
    path = "/tmp/letters-derived-e.txt"
    write(path)
    assert quote(path, safe="") in ("%2Ftmp%2F" + "letters-derived-e.txt",)


def test_sorted():
    path = "/tmp/letters-derived-f.txt"
    write(path)
    assert sorted(path)[:3] == ["-", "-", "."]
