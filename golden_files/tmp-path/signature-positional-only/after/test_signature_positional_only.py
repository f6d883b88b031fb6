class TestPositionalOnly:
    def test_self(self, /, tmp_path):
        with open(tmp_path / "signature-positional-only.txt", "w") as f:
            assert f.write("ok")

    def test_self_and_more(self, /, request, tmp_path):
        with open(tmp_path / "signature-positional-only.txt", "w") as f:
            f.write(request.node.name)
