from pathlib import Path

COUNTER = Path(__file__).with_name("counter.txt")


def test_increment():
    old = COUNTER.read_text()
    COUNTER.write_text(f"{int(old) + 1}\n")
    try:
        assert COUNTER.read_text() == "2\n"
    finally:
        COUNTER.write_text(old)
