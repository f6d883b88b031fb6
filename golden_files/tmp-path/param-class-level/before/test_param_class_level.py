import os

import pytest


class Counter(object):
    def __init__(self, filename):
        self.filename = filename

    def read(self):
        if not os.path.exists(self.filename):
            return 0
        with open(self.filename) as f:
            return int(f.read())

    def hit(self):
        n = self.read() + 1
        with open(self.filename, "w") as f:
            f.write(str(n))


@pytest.mark.parametrize(
    "filename",
    ["param_class_hits.txt", "/tmp/param_class_hits.txt"],
    ids=["relative", "absolute"],
)
class TestCounter(object):

    def test_zero(self, filename):
        assert Counter(filename).read() == 0

    def test_hit(self, filename):
        counter = Counter(filename)
        counter.hit()
        counter.hit()
        assert counter.read() == 2
        os.remove(filename)

    def test_persistent(self, filename):
        Counter(filename).hit()
        assert Counter(filename).read() == 1
        os.remove(filename)
