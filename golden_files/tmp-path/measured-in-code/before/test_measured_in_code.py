import logging

from columns_of_files import Table


def test_position():
    table = Table("/tmp/measured-in-code-a.txt")
    assert table.line().index("|") == 40


def test_column():
    table = Table("/tmp/measured-in-code-b.txt")
    name, size = table.line().split("|")
    assert len(name) == 40
    assert size == "1"


def test_message(caplog):
    caplog.set_level(logging.INFO)
    Table("/tmp/measured-in-code-c.txt")
    assert len(caplog.messages[-1]) == 33
