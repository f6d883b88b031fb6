import os


def test_match(tmp_path):
    command = ["save", "now"]
    match command:
        case ["save", name] if name:
            with open(tmp_path / "syntax-match.txt", "w") as f:
                f.write(command[0])
        case _:
            raise AssertionError


def test_walrus(tmp_path):
    with open(name := tmp_path / "syntax-walrus.txt", "w") as f:
        f.write("ok")
    if (size := os.path.getsize(name)) > 1:
        assert size == 2
