import os

import pytest

JOURNAL = "/tmp/xdistify-group-joins.txt"


@pytest.mark.xdist_group(name="journal")
def test_first():
    if os.name == "posix":
        with open(JOURNAL, "w") as journal:
            journal.write("opened\n")


@pytest.mark.xdist_group("journal")
def test_second():
    with open(JOURNAL, "a") as journal:
        journal.write("booked\n")
    assert os.path.getsize(JOURNAL) == 14


@pytest.mark.xdist_group(name="journal")
def test_third():
    with open(JOURNAL) as journal:
        assert journal.read() == "opened\nbooked\n"
    os.remove(JOURNAL)


def test_other():
    assert True
