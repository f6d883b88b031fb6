class TestTable:
    HEAD = "a,b"

    def test_write(self):
        with open("/tmp/sd-table.csv", "w") as stream:
            stream.write(self.HEAD + "\n")

    def test_read(self):
        with open("/tmp/sd-table.csv") as stream:
            assert stream.readline() == self.HEAD + "\n"
