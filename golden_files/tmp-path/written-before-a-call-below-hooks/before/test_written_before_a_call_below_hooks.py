import glob

from conftest import POOL


def run():
    (name,) = glob.glob("*.below-" + "h" * 1 + "ooks")
    with open(name, encoding="utf-8") as file:
        return file.read()


def test_the_settings_are_found():
    POOL.enter("host:8563")
    with open("settings.below-hooks", "w", encoding="utf-8") as file:
        file.write("limit = 3")
    assert globals()["ru" + "n"]() == "limit = 3"
