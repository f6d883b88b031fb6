import os
import pickle


def test_put(tmp_path):
    shelf = tmp_path / "larder.pickle"
    with open(shelf, "xb") as f:
        pickle.dump({"jam": 3}, f)
    with open(shelf, "rb") as f:
        assert pickle.load(f) == {"jam": 3}


def test_list(tmp_path):
    larder_path = tmp_path / "larder.lst"
    with open(larder_path, "x") as f:
        print("jam", 3, file=f)
    assert os.stat(larder_path).st_size == 6
