import importlib
import os


def test_adds():
    name = os.environ.get("HELPERS", "imported_by_a_name_helpers")
    importlib.import_module(name).seed()
    with open("/tmp/imported-by-a-name.txt", "a") as out:
        out.write("x")
    with open("/tmp/imported-by-a-name.txt") as source:
        assert source.read() == "[base]x"
