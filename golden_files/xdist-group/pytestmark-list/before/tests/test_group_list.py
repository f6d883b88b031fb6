import os

import pytest

pytestmark = [
    pytest.mark.filterwarnings("error"),  # no noise
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

JOURNAL = "/tmp/xdistify-group-list.txt"


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
