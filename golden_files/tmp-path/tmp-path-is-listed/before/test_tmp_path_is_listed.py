import os


def test_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.setenv("XD_SPOOL", str(tmp_path))
    with open("/tmp/tmp-path-is-listed.txt", "w") as f:
        f.write("ok")
    assert list(tmp_path.iterdir()) == []
    os.remove("/tmp/tmp-path-is-listed.txt")
