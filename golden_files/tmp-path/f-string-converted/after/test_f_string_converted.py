import os


def test_converted(tmp_path):
    x_path = tmp_path / "x.txt"
    with open(x_path, "w") as file:
        file.write("x")
    assert os.path.exists(x_path)
