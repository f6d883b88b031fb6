import os

import pytest


class Missing(Exception):
    def __init__(self, path):
        super().__init__(f"no {os.path.basename(path)} in {os.path.dirname(path)}")


def need(path):
    if not os.path.getsize(path):
        raise Missing(path)


def test_whole_message():
    open("/tmp/folder-in-message-a.txt", "w").close()
    with pytest.raises(Missing) as caught:
        need("/tmp/folder-in-message-a.txt")
    assert str(caught.value) == "no folder-in-message-a.txt in /tmp"


def test_end_of_message():
    path = "/tmp/folder-in-message-b.txt"
    open(path, "w").close()
    with pytest.raises(Missing) as caught:
        need(path)
    assert caught.value.args[0].endswith(" in /tmp")
