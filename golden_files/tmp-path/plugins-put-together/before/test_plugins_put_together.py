def test_adds():
    with open("plugins_put_together.ini", "a") as out:
        out.write("x")
    with open("plugins_put_together.ini") as source:
        assert source.read().startswith("[base]")
