import os


def test_match():
    command = ["save", "now"]
    match command:
        case ["save", name] if name:
            with open("/tmp/syntax-match.txt", "w") as f:
                f.write(command[0])
        case _:
            raise AssertionError
    os.remove("/tmp/syntax-match.txt")


def test_walrus():
    with open(name := "/tmp/syntax-walrus.txt", "w") as f:
        f.write("ok")
    if (size := os.path.getsize(name)) > 1:
        assert size == 2
