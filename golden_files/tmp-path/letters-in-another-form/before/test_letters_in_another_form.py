import re
from urllib.parse import quote

import pytest


def load(path):
    with open(path, encoding="ascii") as file:
        if file.read() == "bad":
            raise ValueError(f"bad file {path}")


def slug(path):
    return re.sub(r"\W", "_", str(path)).strip("_")


def write(path):
    with open(path, "w", encoding="ascii") as file:
        file.write("bad")


def test_dots_in_a_pattern():
    write("/tmp/other-form-a.txt")
    with pytest.raises(ValueError, match="^bad file .tmp.other-form-a.txt$"):
        load("/tmp/other-form-a.txt")


def test_classes_in_a_pattern():
    write("/tmp/other-form-b.txt")
    with pytest.raises(ValueError, match=r"bad file \W\w{3}[/]other"):
        load("/tmp/other-form-b.txt")


def test_made_by_code():
    write("/tmp/other-form-c.txt")
    assert slug("/tmp/other-form-c.txt") == "tmp_other_form_c_txt"


def test_capitals():
    path = "/tmp/other-form-d.txt"
    write(path)
    assert path.upper().startswith("/TMP/OTHER-FORM-D.TXT")


def test_quoted():
    path = "/tmp/other-form-e.txt"
    write(path)
    address = f"http://localhost/?{quote(path, safe='')}"
    assert address == "http://localhost/?%2Ftmp%2Fother-form-e.txt"
