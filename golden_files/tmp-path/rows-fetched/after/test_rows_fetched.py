import os

from rows_of_harbour import ships


def test_ships(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert ships() == ["Fram"]


class TestShips:
    if os.name:

        def test_ships(self, monkeypatch, tmp_path):
            monkeypatch.chdir(tmp_path)
            assert ships() == ["Fram"]
