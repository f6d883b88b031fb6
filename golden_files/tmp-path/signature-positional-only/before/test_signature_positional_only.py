class TestPositionalOnly:
    def test_self(self, /):
        with open("/tmp/signature-positional-only.txt", "w") as f:
            assert f.write("ok")

    def test_self_and_more(self, /, request):
        with open("/tmp/signature-positional-only.txt", "w") as f:
            f.write(request.node.name)
