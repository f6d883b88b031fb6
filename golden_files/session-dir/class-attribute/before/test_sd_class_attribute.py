import os


class TestExport:
    PATH = "sd_export.txt"

    def test_write(self):
        # two lines, as the reader wants them
        with open(self.PATH, "w") as stream:
            stream.write("a\nb\n")
        assert os.path.exists(self.PATH)

    def test_read(self):
        with open(self.PATH) as stream:
            assert stream.read() == "a\nb\n"
