import os


def test_a(tmp_path):
    a_path = tmp_path / "a.log"
    with open(a_path, "w") as stream:
        stream.write("a")
    assert os.path.getsize(a_path) == 1
