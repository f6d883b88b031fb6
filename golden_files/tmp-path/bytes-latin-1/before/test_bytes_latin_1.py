# -*- coding: latin-1 -*-
"""Prüfung."""


def test_umlaut():
    with open("/tmp/bytes-latin-1.txt", "w", encoding="latin-1") as f:
        assert f.write("äöü") == 3  # über
