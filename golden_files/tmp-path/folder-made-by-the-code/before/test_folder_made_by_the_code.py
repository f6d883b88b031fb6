import os


def ensure(path):
    if not os.path.isdir(path):
        os.makedirs(path)


def test_ensure_creates():
    ensure("/tmp/folder-made-by-the-code")
    assert os.path.isdir("/tmp/folder-made-by-the-code")


def export(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write("x")


def test_export_makes_its_folders():
    export("/tmp/folder-made-by-export/deep/rows.json")
    assert os.path.exists("/tmp/folder-made-by-export/deep/rows.json")
