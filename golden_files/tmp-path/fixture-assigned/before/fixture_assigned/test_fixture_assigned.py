def test_adds():
    with open("/tmp/fixture-assigned.ini", "a") as out:
        out.write("x")
    with open("/tmp/fixture-assigned.ini") as source:
        assert source.read().startswith("[base]")
