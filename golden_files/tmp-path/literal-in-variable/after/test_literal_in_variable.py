import os


def test_report(tmp_path):
    path = tmp_path / "literal-in-variable.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.getsize(path) == 2
