def test_adds():
    with open("plugin_of_the_options.ini", "a") as out:
        out.write("x")
    with open("plugin_of_the_options.ini") as source:
        assert source.read().startswith("[base]")
