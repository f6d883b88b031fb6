import csv
import os

OUT = "/tmp/sd-exchange/people.csv"


def test_export():
    os.makedirs(os.path.dirname(OUT), exist_ok=True)
    rows = [["name", "age"], ["Ada", "36"]]
    with open(OUT, "w", newline="") as stream:
        csv.writer(stream).writerows(rows)

    assert os.path.getsize(OUT) > 10
