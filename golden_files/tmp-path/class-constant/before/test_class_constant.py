import os


class TestExport:
    OUT = "/tmp/class-constant.csv"
    HEADER = "a,b"

    def test_header(self):
        with open(self.OUT, "w") as f:
            f.write(self.HEADER)
        with open(self.OUT) as f:
            assert f.read() == "a,b"
        os.remove(self.OUT)

    def test_empty(self):
        with open(TestExport.OUT, "w"):
            pass
        assert os.path.getsize(TestExport.OUT) == 0
        os.remove(TestExport.OUT)
