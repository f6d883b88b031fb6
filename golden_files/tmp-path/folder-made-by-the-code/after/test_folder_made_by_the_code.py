import os


def ensure(path):
    if not os.path.isdir(path):
        os.makedirs(path)


def test_ensure_creates(tmp_path):
    folder_made_by_the_code_dir = tmp_path / "folder-made-by-the-code"
    ensure(folder_made_by_the_code_dir)
    assert os.path.isdir(folder_made_by_the_code_dir)


def export(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write("x")


def test_export_makes_its_folders(tmp_path):
    rows_path = tmp_path / "folder-made-by-export" / "deep" / "rows.json"
    export(rows_path)
    assert os.path.exists(rows_path)
