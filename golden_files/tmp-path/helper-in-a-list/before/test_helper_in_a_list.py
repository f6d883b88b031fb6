import os


def write_plain(rows):
    with open("signals.out", "w") as f:
        for row in rows:
            f.write(" ".join(row) + "\n")


def write_quoted(rows):
    with open("signals.out", "w") as f:
        for row in rows:
            f.write(" ".join(repr(cell) for cell in row) + "\n")


WRITERS = [write_plain, write_quoted]


def test_every_writer_writes_every_row():
    for writer in WRITERS:
        writer([("up", "1"), ("down", "0")])
        with open("signals.out") as f:
            assert len(f.readlines()) == 2
        os.remove("signals.out")


def test_quotes():
    write_quoted([("up", "1")])
    with open("signals.out") as f:
        assert f.read() == "'up' '1'\n"
    os.remove("signals.out")
