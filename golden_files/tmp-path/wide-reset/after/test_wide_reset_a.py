import os


def test_one(tmp_path):
    path = tmp_path / "one.txt"
    with open(path, "w") as stream:
        stream.write("1")
    assert os.path.exists(path)
