import os


def test_lock():
    # The daemon looks for exactly this name.
    lock = "/tmp/ignored-by-comment.lock"  # xdistify: ignore[tmp-path] fixed
    with open(lock, "w") as f:
        f.write("1")
    assert os.path.exists(lock)
    os.remove(lock)
