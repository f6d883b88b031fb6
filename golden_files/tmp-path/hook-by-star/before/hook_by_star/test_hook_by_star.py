def test_adds():
    with open("/tmp/hook-by-star.ini", "a") as out:
        out.write("x")
    with open("/tmp/hook-by-star.ini") as source:
        assert source.read().startswith("[base]")
