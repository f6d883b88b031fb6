from result_is_asserted_code import load, save

PATH = "/tmp/sd-returned.json"


def test_save():
    assert save(PATH, [1, 2, 3]) == 3


def test_load():
    assert load(PATH)[0] == 1
