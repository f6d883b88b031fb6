def test_adds():
    with open("hook_seeds.ini", "a") as out:
        out.write("x")
    with open("hook_seeds.ini") as source:
        assert source.read().startswith("[base]")
