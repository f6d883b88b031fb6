def test_local(tmp_path):
    target = tmp_path / "imports-unused-local.txt"
    target.write_text("ok")
    assert target.exists()


def test_shared_line(tmp_path):
    name = tmp_path / "imports-unused-line.txt"
    with open(name, "w") as f:
        f.write("ok")
