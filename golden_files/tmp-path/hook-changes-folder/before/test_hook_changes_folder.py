def test_adds():
    with open("settings.ini", "a") as out:
        out.write("x")
    with open("settings.ini") as source:
        assert source.read().startswith("[base]")
