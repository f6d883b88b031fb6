import os


class Base:
    def test_write(self):
        with open("/tmp/inherited-test.txt", "w") as f:
            f.write("x")
        assert os.path.exists("/tmp/inherited-test.txt")
        os.remove("/tmp/inherited-test.txt")


class TestMore(Base):
    def test_write(self):
        super().test_write()
        assert not os.path.exists("/tmp/inherited-test.txt")
