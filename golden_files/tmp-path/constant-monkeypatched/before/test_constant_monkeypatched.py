import sys

CACHE = "/tmp/constant-monkeypatched/cache.txt"


def save(text):
    with open(CACHE, "w") as f:
        f.write(text)


def test_save(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "CACHE", str(tmp_path / "cache.txt"))
    save("x")
    with open(CACHE) as f:
        assert f.read() == "x"
