def test_can_write(tmp_path):
    with open(tmp_path / "literal-once.txt", "w") as f:
        assert f.write("ok") == 2
