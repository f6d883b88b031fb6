def test_jam(pantry):
    for number in range(100):
        pantry.set('jam', number)
        assert pantry.get('jam') == str(number)


def test_empty_shelves(pantry):
    assert pantry.keys('*') == []
