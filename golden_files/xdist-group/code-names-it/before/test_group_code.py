import os

import book_of_group

JOURNAL = "/tmp/xdistify-group-code.txt"


def test_first():
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


def test_book():
    assert book_of_group.journal()
