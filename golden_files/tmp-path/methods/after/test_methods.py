import os


class TestWriter(object):
    def test_default(self, tmp_path):
        methods_path = tmp_path / "methods.txt"
        with open(methods_path, "w") as f:
            f.write("ok")
        assert os.path.isfile(methods_path)

    def test_capture(self, request, tmp_path):
        with open(tmp_path / "methods.txt", "w") as f:
            f.write(request.node.name)

    class TestNested:
        def test_deep(self, tmp_path):
            with open(tmp_path / "methods-deep.txt", "w") as f:
                f.write("ok")

    @staticmethod
    def test_static(tmp_path):
        with open(tmp_path / "methods-static.txt", "w") as f:
            f.write("ok")
