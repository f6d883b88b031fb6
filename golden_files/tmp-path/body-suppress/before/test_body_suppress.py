import contextlib
import os
import pickle


def test_put():
    shelf = "larder.pickle"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(shelf)
    with open(shelf, "xb") as f:
        pickle.dump({"jam": 3}, f)
    with open(shelf, "rb") as f:
        assert pickle.load(f) == {"jam": 3}
    with contextlib.suppress(OSError):
        os.unlink(shelf)


def test_list():
    with contextlib.suppress(FileNotFoundError):
        os.unlink("larder.lst")
    with open("larder.lst", "x") as f:
        print("jam", 3, file=f)
    assert os.stat("larder.lst").st_size == 6
    with contextlib.suppress(FileNotFoundError):
        os.unlink("larder.lst")
