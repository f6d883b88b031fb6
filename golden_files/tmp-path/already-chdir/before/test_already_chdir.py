import os


def test_export(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open("already-chdir.csv", "w") as f:
        f.write("a,b")
    assert os.listdir() == ["already-chdir.csv"]


def test_export_tmpdir(tmpdir):
    with tmpdir.as_cwd():
        with open("already-chdir.csv", "w") as f:
            f.write("a,b")
        assert os.path.exists("already-chdir.csv")
