from home_written_notes import notes, write


def test_write(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    write(["a"])
    assert notes() == ["a"]


def test_write_again(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    write(["b", "c"])
    assert notes() == ["b", "c"]
