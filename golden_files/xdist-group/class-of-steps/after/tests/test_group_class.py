import os

import pytest

LEDGER = "/tmp/xdistify-group-class.txt"


@pytest.mark.xdist_group(name="xdistify_group_class")
class TestLedger:
    def test_opens(self, owner):
        with open(LEDGER, "w") as ledger:
            ledger.write(owner)

    def test_adds(self):
        with open(LEDGER, "a") as ledger:
            ledger.write("+1")
        assert os.path.getsize(LEDGER) == 6

    def test_closes(self):
        with open(LEDGER) as ledger:
            assert ledger.read() == "anna+1"
        os.remove(LEDGER)


def test_owner(owner):
    assert owner.islower()
