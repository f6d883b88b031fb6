import csv


def test_import():
    with open("/tmp/sd-exchange/people.csv", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["Ada", "36"]
