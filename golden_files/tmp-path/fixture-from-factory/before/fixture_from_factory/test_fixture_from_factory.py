def test_adds():
    with open("fixture_from_factory.ini", "a") as out:
        out.write("x")
    with open("fixture_from_factory.ini") as source:
        assert source.read().startswith("[base]")
