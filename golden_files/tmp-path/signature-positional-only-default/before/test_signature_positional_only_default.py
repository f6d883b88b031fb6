def test_default(mode="w", /):
    with open("/tmp/signature-positional-only-default.txt", mode) as f:
        assert f.write("ok")
