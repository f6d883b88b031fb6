def test_keyword_only(*, request):
    with open("/tmp/signature-keyword-only.txt", "w") as f:
        f.write(request.node.name)


def test_keyword_only_default(*, mode="w"):
    with open("/tmp/signature-keyword-only.txt", mode) as f:
        assert f.write("ok")


def test_after_positional(request, *, monkeypatch):
    monkeypatch.setenv("XD_SIGNATURE", "1")
    with open("/tmp/signature-keyword-only.txt", "w") as f:
        f.write(request.node.name)


def test_args(*args):
    with open("/tmp/signature-keyword-only.txt", "w") as f:
        assert f.write("ok") + len(args) == 2


def test_kwargs(request, **kwargs):
    with open("/tmp/signature-keyword-only.txt", "w") as f:
        f.write("ok")
    assert not kwargs
