import csv
import json
import os
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = Path(__file__).parent / "data"


def test_json():
    with open(os.path.join(HERE, "data", "people.json")) as f:
        assert json.load(f)["people"] == ["ada", "grace"]


def test_csv():
    with (DATA / "people.csv").open(newline="") as f:
        rows = list(csv.DictReader(f))
    assert [row["name"] for row in rows] == ["ada", "grace"]


def test_listing():
    assert sorted(p.name for p in DATA.iterdir()) == ["people.csv", "people.json"]
