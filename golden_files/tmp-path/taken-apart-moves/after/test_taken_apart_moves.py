import os


def test_last_parts(tmp_path):
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert path.parts[-1] == "a.txt"
    assert path.parent.name == "in"
    assert os.path.isabs(path)
    assert os.path.basename(path) == "a.txt"
    assert os.path.splitext(path)[1] == ".txt"


def test_seen_from_its_folder(tmp_path):
    folder = tmp_path
    path = os.path.join(folder, "a.txt")
    with open(path, "w") as file:
        file.write("x")
    assert os.path.relpath(path, folder) == "a.txt"
    assert "a.t" in path


def test_split(tmp_path):
    taken_apart_moves_c_dir = tmp_path / "taken-apart-moves-c"
    path = taken_apart_moves_c_dir / "c.txt"
    os.makedirs(taken_apart_moves_c_dir, exist_ok=True)
    with open(path, "w") as file:
        file.write("x")
    folder, name = os.path.split(path)
    assert os.path.isdir(folder)
    assert name == "c.txt"


def test_beside(tmp_path):
    path = tmp_path / "taken-apart-moves-d.txt"
    root, suffix = os.path.splitext(path)
    with open(root + ".bak", "w") as file:
        file.write(suffix)
    assert os.path.getsize(root + ".bak") == 4


def test_of_nothing(tmp_path):
    path = tmp_path / "taken-apart-moves-e.txt"
    with open(path, "w") as file:
        file.write("".join([""]))
    assert os.path.getsize(path) == 0
