import importlib


def test_adds(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    importlib.import_module("imported_by_a_call_helpers").seed()
    with open("imported_by_a_call.txt", "a") as out:
        out.write("x")
    with open("imported_by_a_call.txt") as source:
        assert source.read() == "[base]x"
