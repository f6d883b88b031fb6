import os

JOURNAL = "/tmp/xdistify-group-unasked.txt"


def test_first():
    if os.name == "posix":
        with open(JOURNAL, "w") as journal:
            journal.write("opened\n")


def test_second():
    with open(JOURNAL, "a") as journal:
        journal.write("booked\n")
    assert os.path.getsize(JOURNAL) == 14


def test_third():
    with open(JOURNAL) as journal:
        assert journal.read() == "opened\nbooked\n"
    os.remove(JOURNAL)
