import os


def test_open(tmp_path):
    relative_name_path = tmp_path / "relative-name.out"
    with open(relative_name_path, "w") as f:
        f.write("ok")
    assert os.path.exists(relative_name_path)


def test_pathlib(tmp_path):
    relative_name_p_path = tmp_path / "relative-name-p.out"
    relative_name_p_path.write_text("ok")
    assert relative_name_p_path.read_text() == "ok"


def test_beside_the_module(tmp_path):
    name = tmp_path / "relative-name-b.out"
    with open(name, "w") as f:
        f.write("ok")
