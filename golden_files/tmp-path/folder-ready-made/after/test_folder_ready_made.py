def test_writes(tmp_path):
    a_path = tmp_path / "a.txt"
    with open(a_path, "w") as f:
        f.write("ok")
    with open(tmp_path / "b.txt", "w") as f:
        f.write("ok")
    assert open(a_path).read() == "ok"
