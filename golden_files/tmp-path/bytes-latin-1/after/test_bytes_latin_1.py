# -*- coding: latin-1 -*-
"""Prüfung."""


def test_umlaut(tmp_path):
    with open(tmp_path / "bytes-latin-1.txt", "w", encoding="latin-1") as f:
        assert f.write("äöü") == 3  # über
