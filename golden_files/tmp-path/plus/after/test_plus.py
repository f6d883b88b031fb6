import os


def test_two_literals(tmp_path):
    name = tmp_path / "plus-literals.txt"
    with open(name, "w") as f:
        f.write("ok")


def test_constant_plus_literal(tmp_path):
    with open(tmp_path / "plus-constant.txt", "w") as f:
        assert f.write("ok") == 2


def test_suffix(tmp_path):
    stem = str(tmp_path / "plus-stem")
    with open(stem + ".log", "w") as f:
        f.write("ok")
    assert os.path.isfile(stem + ".log")
