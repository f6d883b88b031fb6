from home_fetching import picture


def test_chelsea():
    assert picture("chelsea.png") == "chelsea.png"


def test_cockatoo():
    assert picture("cockatoo.png") == "cockatoo.png"
