import csv


def test_header_only():
    with open("rainfall_out.csv", "w", newline="") as f:
        csv.DictWriter(f, ["day", "mm"]).writeheader()
    with open("rainfall_out.csv") as f:
        assert f.read() == "day,mm\n"


def test_rows():
    out = "rainfall_out.csv"
    with open(out, "w", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([["mon", 4], ["tue", 0]])
    with open(out) as f:
        assert sum(1 for _ in f) == 2
