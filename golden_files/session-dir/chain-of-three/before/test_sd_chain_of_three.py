from pathlib import Path

BASE = Path("/tmp/sd-chain")


def test_collect():
    BASE.mkdir(exist_ok=True)
    (BASE / "raw.txt").write_text("3\n1\n2\n")
    assert (BASE / "raw.txt").exists()


def test_sort():
    lines = (BASE / "raw.txt").read_text().split()
    (BASE / "sorted.txt").write_text("\n".join(sorted(lines)))
    assert (BASE / "sorted.txt").read_text() == "1\n2\n3"


def test_total():
    numbers = (BASE / "sorted.txt").read_text().split()
    assert sum(map(int, numbers)) == 6
