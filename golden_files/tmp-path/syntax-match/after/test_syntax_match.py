import os


def test_match(tmp_path):
    command = ["save", "now"]
    syntax_match_path = tmp_path / "syntax-match.txt"
    match command:
        case ["save", name] if name:
            with open(syntax_match_path, "w") as f:
                f.write(command[0])
        case _:
            raise AssertionError
    os.remove(syntax_match_path)


def test_walrus(tmp_path):
    with open(name := tmp_path / "syntax-walrus.txt", "w") as f:
        f.write("ok")
    if (size := os.path.getsize(name)) > 1:
        assert size == 2
