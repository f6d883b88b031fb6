import os


class Exporting:
    text = ""

    def test_export(self):
        with open("/tmp/inherited-method.txt", "w") as f:
            f.write(self.text)
        assert os.path.getsize("/tmp/inherited-method.txt") == len(self.text)


class TestShort(Exporting):
    text = "a"


class TestLong(Exporting):
    text = "a" * 1000
