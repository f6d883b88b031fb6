import os

# Where the exporter writes.
OUT = "/tmp/constant-of-two-tests.txt"

RETRIES = 2  # of the exporter


def test_short():
    with open(OUT, "w") as f:
        f.write("a")
    assert os.path.getsize(OUT) == 1


def test_long():
    for _ in range(RETRIES):
        with open(OUT, "w") as f:
            f.write("a" * 100)
    assert os.path.getsize(OUT) == 100
