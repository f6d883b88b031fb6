def test_retry(retries=3):
    for _ in range(retries):
        with open("/tmp/signature-defaults.txt", "w") as f:
            f.write("ok")


def test_both(request, verbose=False, *, name="x"):
    with open("/tmp/signature-defaults.txt", "w") as f:
        f.write(name + request.node.name)
    assert not verbose
