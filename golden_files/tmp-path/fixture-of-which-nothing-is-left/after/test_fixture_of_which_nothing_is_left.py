import os


class TestFiles:
    def test_first(self, tmp_path):
        path = tmp_path / "first.txt"
        with open(path, "w") as file:
            file.write("first")
        assert os.path.getsize(path) == 5

    def test_second(self, tmp_path):
        path = tmp_path / "second.txt"
        with open(path, "w") as file:
            file.write("second")
        assert os.path.getsize(path) == 6
