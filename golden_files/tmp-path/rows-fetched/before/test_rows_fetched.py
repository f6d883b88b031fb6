import os

from rows_of_harbour import ships


def test_ships():
    if os.path.exists("harbour_rows.db"):
        os.remove("harbour_rows.db")
    assert ships() == ["Fram"]


class TestShips:
    if os.name:

        def test_ships(self):
            if os.path.exists("harbour_rows.db"):
                os.remove("harbour_rows.db")
            assert ships() == ["Fram"]
