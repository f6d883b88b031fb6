import os
import shutil
import tempfile


class TestMailbox(object):
    box = "keep_xunit.mbox"

    def setup_method(self, method):
        self.root = tempfile.mkdtemp(prefix="keep-xunit")
        self.path = os.path.join(self.root, self.box)
        open(self.path, "w").close()

    def teardown_method(self, method):
        shutil.rmtree(self.root)

    def deliver(self, text):
        with open(self.path, "a") as f:
            f.write("From nobody\n" + text + "\n")

    def test_empty(self):
        assert os.stat(self.path).st_size == 0

    def test_deliver(self):
        self.deliver("hi")
        with open(self.path) as f:
            assert f.readline() == "From nobody\n"


class TestArchive(TestMailbox):
    box = "archive/keep_xunit.mbox"

    def setup_method(self, method):
        self.root = tempfile.mkdtemp()
        os.mkdir(os.path.join(self.root, "archive"))
        self.path = os.path.join(self.root, self.box)
        open(self.path, "w").close()

    def test_folder(self):
        assert os.listdir(os.path.join(self.root, "archive")) == ["keep_xunit.mbox"]
