import os

HERE = os.path.dirname(__file__)
INDEX = "/tmp/sd-kept-listing.idx"


def test_write():
    with open(INDEX, "w") as index:
        for name in sorted(os.listdir(HERE)):
            index.write(name + "\n")


def test_read():
    with open(INDEX) as index:
        assert "test_sd_kept_listing.py\n" in index.readlines()
