import os


def test_b(tmp_path):
    b_path = tmp_path / "b.log"
    with open(b_path, "w") as stream:
        stream.write("b")
    assert os.path.getsize(b_path) == 1
