import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


SIGNALS_PATH = os.path.join(TMP_DIR, "signals.out")


def write_plain(rows):
    with open(SIGNALS_PATH, "w") as f:
        for row in rows:
            f.write(" ".join(row) + "\n")


def write_quoted(rows):
    with open(SIGNALS_PATH, "w") as f:
        for row in rows:
            f.write(" ".join(repr(cell) for cell in row) + "\n")


WRITERS = [write_plain, write_quoted]


def test_every_writer_writes_every_row():
    for writer in WRITERS:
        writer([("up", "1"), ("down", "0")])
        with open(SIGNALS_PATH) as f:
            assert len(f.readlines()) == 2
        os.remove(SIGNALS_PATH)


def test_quotes():
    write_quoted([("up", "1")])
    with open(SIGNALS_PATH) as f:
        assert f.read() == "'up' '1'\n"
    os.remove(SIGNALS_PATH)
