SETTINGS = "/tmp/name-looked-up.ini"


def test_adds():
    with open(SETTINGS, "a") as out:
        out.write("x")
    with open(SETTINGS) as source:
        assert source.read().startswith("[base]")
