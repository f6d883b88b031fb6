import json
import pathlib
import shutil

import pytest

DATA = pathlib.Path(__file__).resolve().parent / "data_restores"


@pytest.fixture
def menu(tmp_path):
    path = pathlib.Path(shutil.copy(DATA / "menu.json", tmp_path))
    text = path.read_text()
    yield path
    path.write_text(text)


def update(path, **prices):
    old = json.loads(path.read_text())
    path.write_text(json.dumps({**old, **prices}))


def test_new_dish(menu):
    update(menu, cake=5)
    assert json.loads(menu.read_text()) == {"soup": 4, "pie": 7, "cake": 5}


def test_new_price(menu):
    update(menu, pie=8)
    assert json.loads(menu.read_text())["pie"] == 8


def test_no_change(menu):
    update(menu)
    assert json.loads(menu.read_text()) == {"soup": 4, "pie": 7}
