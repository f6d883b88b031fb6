def test_keyword_only(*, request, tmp_path):
    with open(tmp_path / "signature-keyword-only.txt", "w") as f:
        f.write(request.node.name)


def test_keyword_only_default(*, mode="w", tmp_path):
    with open(tmp_path / "signature-keyword-only.txt", mode) as f:
        assert f.write("ok")


def test_after_positional(request, *, monkeypatch, tmp_path):
    monkeypatch.setenv("XD_SIGNATURE", "1")
    with open(tmp_path / "signature-keyword-only.txt", "w") as f:
        f.write(request.node.name)


def test_args(tmp_path, *args):
    with open(tmp_path / "signature-keyword-only.txt", "w") as f:
        assert f.write("ok") + len(args) == 2


def test_kwargs(request, tmp_path, **kwargs):
    with open(tmp_path / "signature-keyword-only.txt", "w") as f:
        f.write("ok")
    assert not kwargs
