def test_adds():
    with open("plugin_object_fixture.ini", "a") as out:
        out.write("x")
    with open("plugin_object_fixture.ini") as source:
        assert source.read().startswith("[base]")
