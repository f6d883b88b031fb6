import os


class TestExport:
    HEADER = "a,b"

    def test_header(self, tmp_path):
        out = tmp_path / "class-constant.csv"
        with open(out, "w") as f:
            f.write(self.HEADER)
        with open(out) as f:
            assert f.read() == "a,b"

    def test_empty(self, tmp_path):
        out = tmp_path / "class-constant.csv"
        with open(out, "w"):
            pass
        assert os.path.getsize(out) == 0
