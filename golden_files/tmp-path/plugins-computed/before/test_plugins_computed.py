def test_adds():
    with open("/tmp/plugins-computed.ini", "a") as out:
        out.write("x")
    with open("/tmp/plugins-computed.ini") as source:
        assert source.read().startswith("[base]")
