import os
import shutil


class TestOrchard:
    TREES = ("apple", "cherry")

    @classmethod
    def setup_class(cls):
        cls.root = "xunit_class_orchard"
        os.mkdir(cls.root)
        cls.index = os.path.join(cls.root, "index.txt")
        with open(cls.index, "w") as f:
            f.write("\n".join(cls.TREES))

    @classmethod
    def teardown_class(cls):
        shutil.rmtree(cls.root)

    def test_index(self):
        with open(self.index) as f:
            assert f.read().split() == ["apple", "cherry"]

    def test_graft(self):
        path = os.path.join(self.root, "apple.graft")
        with open(path, "w") as f:
            f.write("cherry")
        assert os.path.getsize(path) == 6

    def test_no_pears(self):
        assert not os.path.exists(os.path.join(self.root, "pear.graft"))
