import almoner


def test_one_coin():
    almoner.give("one coin")
    assert almoner.receive() == "one coin"
