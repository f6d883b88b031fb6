import shutil
from pathlib import Path

COUNTER = Path(__file__).with_name("counter.txt")


def test_increment(tmp_path):
    counter = Path(shutil.copy(COUNTER, tmp_path))
    old = counter.read_text()
    counter.write_text(f"{int(old) + 1}\n")
    try:
        assert counter.read_text() == "2\n"
    finally:
        counter.write_text(old)
