import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


OPAQUE_DECORATOR_PATH = os.path.join(TMP_DIR, "opaque-decorator.txt")


def twice(test):
    def run():
        test()
        test()

    return run


@twice
def test_write():
    with open(OPAQUE_DECORATOR_PATH, "w") as f:
        f.write("x")
    assert os.path.exists(OPAQUE_DECORATOR_PATH)
    os.remove(OPAQUE_DECORATOR_PATH)
