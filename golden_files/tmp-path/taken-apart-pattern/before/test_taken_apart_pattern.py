from pathlib import Path


def test_pattern():
    path = Path("/tmp/taken-apart-pattern-a.txt")
    path.write_text("x")
    assert path.match("/tmp/*.txt")


def test_front():
    path = "/tmp/taken-apart-pattern-b.txt"
    with open(path, "w") as file:
        file.write("x")
    assert path.lstrip("/mpt") == "aken-apart-pattern-b.txt"
