import os
import shutil


def test_half():
    with open("outer.txt", "w") as f:
        f.write("o")
    os.mkdir("inner")
    here = os.getcwd()
    os.chdir("inner")
    try:
        with open("inner.txt", "w") as f:
            f.write("i")
        assert os.path.exists("../outer.txt")
        assert not os.path.exists("outer.txt")
    finally:
        os.chdir(here)
    assert os.path.exists("inner/inner.txt")
    assert sorted(os.listdir("inner")) == ["inner.txt"]
    shutil.rmtree("inner")
    os.remove("outer.txt")


def test_mp(monkeypatch, tmp_path):
    with open("before.txt", "w") as f:
        f.write("b")
    size = os.path.getsize("before.txt")
    os.remove("before.txt")
    monkeypatch.chdir(tmp_path)
    with open("before.txt", "w") as f:
        f.write("after")
    assert os.path.getsize("before.txt") == size + 4


def test_mp2(monkeypatch, tmp_path):
    with open("before.txt", "w") as f:
        f.write("b")
    src = os.path.abspath("before.txt")
    monkeypatch.chdir(tmp_path)
    shutil.copy(src, "after.txt")
    assert os.listdir(".") == ["after.txt"]
    os.remove(src)
