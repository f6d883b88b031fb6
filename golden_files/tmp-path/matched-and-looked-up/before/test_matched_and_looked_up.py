import os

SIZES = {"/tmp/matched-and-looked-up.txt": 2}


def test_table():
    path = "/tmp/matched-and-looked-up.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.getsize(path) == SIZES[path]
    os.remove(path)


def test_match():
    path = "/tmp/matched-and-looked-up.log"
    with open(path, "w") as f:
        f.write("ok")
    match path:
        case "/tmp/matched-and-looked-up.log":
            found = True
        case _:
            found = False
    assert found
    os.remove(path)
