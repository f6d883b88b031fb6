# -*- coding: latin-1 -*-


def test_table_is_read():
    with open("/tmp/xdistify-encoding.csv") as stream:
        assert stream.read() == "a;b", "zurück"
