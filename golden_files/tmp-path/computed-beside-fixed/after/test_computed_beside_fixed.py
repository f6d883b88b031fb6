def test_fixed(tmp_path):
    p = tmp_path / "computed-beside-fixed.txt"
    p.write_text("ok")
    assert p.read_text() == "ok"


def test_looped(tmp_path):
    for name in ("computed-beside-a", "computed-beside-b"):
        path = tmp_path / name
        with open(path, "w") as f:
            f.write(name)
        assert open(path).read() == name
