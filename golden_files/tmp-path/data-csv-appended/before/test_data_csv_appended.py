import csv
import os
import shutil

import pytest

HERE = os.path.dirname(os.path.realpath(__file__))
MEMBERS = os.path.join(HERE, "data_csv_members.csv")


class Club(object):
    def __init__(self, path):
        self.path = path

    def names(self):
        with open(self.path, newline="") as f:
            return [row["name"] for row in csv.DictReader(f)]

    def join(self, name, year):
        with open(self.path, "a", newline="") as f:
            csv.writer(f, lineterminator="\n").writerow([name, year])


@pytest.fixture
def club():
    return Club(MEMBERS)


def test_names(club):
    assert club.names() == ["Ada", "Bo"]


def test_join(club):
    shutil.copyfile(MEMBERS, MEMBERS + ".bak")
    try:
        club.join("Cy", 2014)
        assert club.names() == ["Ada", "Bo", "Cy"]
    finally:
        shutil.move(MEMBERS + ".bak", MEMBERS)
