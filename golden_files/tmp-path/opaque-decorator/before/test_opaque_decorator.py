import os


def twice(test):
    def run():
        test()
        test()

    return run


@twice
def test_write():
    with open("/tmp/opaque-decorator.txt", "w") as f:
        f.write("x")
    assert os.path.exists("/tmp/opaque-decorator.txt")
    os.remove("/tmp/opaque-decorator.txt")
