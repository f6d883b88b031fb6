import csv


def test_import(people_path):
    with open(people_path, newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["Ada", "36"]
