import os


class TestWriter(object):
    def test_default(self):
        with open("/tmp/methods.txt", "w") as f:
            f.write("ok")
        assert os.path.isfile("/tmp/methods.txt")

    def test_capture(self, request):
        with open("/tmp/methods.txt", "w") as f:
            f.write(request.node.name)

    class TestNested:
        def test_deep(self):
            with open("/tmp/methods-deep.txt", "w") as f:
                f.write("ok")

    @staticmethod
    def test_static():
        with open("/tmp/methods-static.txt", "w") as f:
            f.write("ok")
