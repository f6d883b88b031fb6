import os

import pytest

JOURNAL = "/tmp/xdistify-config-half.txt"


@pytest.mark.xdist_group("journal")
def test_first():
    with open(JOURNAL, "w") as journal:
        journal.write("opened\n")


def test_second():
    with open(JOURNAL, "a") as journal:
        journal.write("booked\n")
    assert os.path.getsize(JOURNAL) == 14


@pytest.mark.xdist_group("journal")
def test_third():
    with open(JOURNAL) as journal:
        assert journal.read() == "opened\nbooked\n"
    os.remove(JOURNAL)
