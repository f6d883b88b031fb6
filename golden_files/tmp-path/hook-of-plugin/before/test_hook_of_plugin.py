def test_adds():
    with open("hook_of_plugin.ini", "a") as out:
        out.write("x")
    with open("hook_of_plugin.ini") as source:
        assert source.read().startswith("[base]")
