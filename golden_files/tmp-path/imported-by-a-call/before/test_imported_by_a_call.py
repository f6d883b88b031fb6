import importlib
import os


def test_adds():
    importlib.import_module("imported_by_a_call_helpers").seed()
    with open("imported_by_a_call.txt", "a") as out:
        out.write("x")
    with open("imported_by_a_call.txt") as source:
        assert source.read() == "[base]x"
    os.remove("imported_by_a_call.txt")
