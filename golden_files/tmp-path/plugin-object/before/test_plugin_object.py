def test_adds():
    with open("/tmp/plugin-object.ini", "a") as out:
        out.write("x")
    with open("/tmp/plugin-object.ini") as source:
        assert source.read().startswith("[base]")
