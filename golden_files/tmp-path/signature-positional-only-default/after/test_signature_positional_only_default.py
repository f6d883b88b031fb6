def test_default(mode="w", /, *, tmp_path):
    with open(tmp_path / "signature-positional-only-default.txt", mode) as f:
        assert f.write("ok")
