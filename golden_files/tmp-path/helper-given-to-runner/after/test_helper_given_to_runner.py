import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def repeat(func, times=3):
    """Call func some times and answer with the results."""
    return [func() for _ in range(times)]


def merge_parts():
    merged = os.path.join(TMP_DIR, "dovecote-merged.txt")
    with open(merged, "w") as f:
        for part in ("north", "south"):
            f.write(part)
    size = os.path.getsize(merged)
    os.remove(merged)
    return size


def test_merge():
    assert merge_parts() == 10


def test_merge_is_stable():
    assert repeat(merge_parts) == [10, 10, 10]
