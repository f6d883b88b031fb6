def test_retry(tmp_path, retries=3):
    for _ in range(retries):
        with open(tmp_path / "signature-defaults.txt", "w") as f:
            f.write("ok")


def test_both(request, verbose=False, *, name="x", tmp_path):
    with open(tmp_path / "signature-defaults.txt", "w") as f:
        f.write(name + request.node.name)
    assert not verbose
