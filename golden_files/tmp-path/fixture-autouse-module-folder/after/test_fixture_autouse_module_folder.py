import atexit
import json
import os
import shutil
import tempfile

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
EXPORT_DIR = os.path.join(TMP_DIR, "fixture_autouse_export")


@pytest.fixture(scope="module", autouse=True)
def export_dir():
    os.makedirs(EXPORT_DIR, exist_ok=True)
    yield EXPORT_DIR
    shutil.rmtree(EXPORT_DIR)


def export(recipe, directory):
    name = os.path.join(directory, recipe["title"].replace(" ", "_") + ".json")
    with open(name, "w", encoding="utf-8") as f:
        json.dump(recipe, f)
    return name


def test_name():
    name = export({"title": "pea soup"}, EXPORT_DIR)
    assert os.path.basename(name) == "pea_soup.json"


def test_round_trip():
    recipe = {"title": "rye bread", "minutes": 90}
    with open(export(recipe, EXPORT_DIR), encoding="utf-8") as f:
        assert json.load(f) == recipe


def test_fixture_value(export_dir):
    export({"title": "plain"}, export_dir)
    assert os.path.isfile(os.path.join(export_dir, "plain.json"))
