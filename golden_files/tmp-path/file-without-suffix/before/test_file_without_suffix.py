import os


def test_lock():
    open("/tmp/file-without-suffix", "w").close()
    assert os.path.isfile("/tmp/file-without-suffix")
    os.remove("/tmp/file-without-suffix")
