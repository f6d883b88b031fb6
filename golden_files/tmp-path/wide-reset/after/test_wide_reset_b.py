import os


def test_two(tmp_path):
    with open(tmp_path / "two.txt", "w") as stream:
        stream.write("2")
    assert os.listdir(tmp_path)
