import os


class Steps:
    path = ""

    def test_1_fills(self):
        with open(self.path, "w") as file:
            file.write("1")

    def test_2_adds(self):
        with open(self.path, "a") as file:
            file.write("2")
        assert os.path.getsize(self.path) == 2
        os.remove(self.path)


class TestOne(Steps):
    path = "/tmp/xdistify-group-inherited-1.txt"

    def test_0_other(self):
        assert True


class TestOther(Steps):
    path = "/tmp/xdistify-group-inherited-2.txt"

    def test_0_other(self):
        assert True
