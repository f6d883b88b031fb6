import os

RETRIES = 2  # of the exporter


def test_short(tmp_path):
    out = tmp_path / "constant-of-two-tests.txt"
    with open(out, "w") as f:
        f.write("a")
    assert os.path.getsize(out) == 1


def test_long(tmp_path):
    out = tmp_path / "constant-of-two-tests.txt"
    for _ in range(RETRIES):
        with open(out, "w") as f:
            f.write("a" * 100)
    assert os.path.getsize(out) == 100
