import csv


def test_parts(kit):
    with (kit / "parts.tsv").open(newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    assert [row["name"] for row in rows] == ["bolt", "nut"]
