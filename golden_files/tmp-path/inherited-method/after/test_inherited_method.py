import os


class Exporting:
    text = ""

    def test_export(self, tmp_path):
        inherited_method_path = tmp_path / "inherited-method.txt"
        with open(inherited_method_path, "w") as f:
            f.write(self.text)
        assert os.path.getsize(inherited_method_path) == len(self.text)


class TestShort(Exporting):
    text = "a"


class TestLong(Exporting):
    text = "a" * 1000
