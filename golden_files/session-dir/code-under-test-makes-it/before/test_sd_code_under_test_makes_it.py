from code_under_test_makes_it_code import load, save

PATH = "/tmp/sd-product.json"


def test_save():
    save(PATH, [1, 2, 3])
    assert load(PATH) == [1, 2, 3]


def test_load():
    assert load(PATH)[0] == 1
