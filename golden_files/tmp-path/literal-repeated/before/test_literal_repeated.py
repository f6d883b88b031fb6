import os


def test_report():
    with open("/tmp/literal-repeated.txt", "w") as f:
        f.write("ok")
    assert os.path.exists("/tmp/literal-repeated.txt")
    assert open("/tmp/literal-repeated.txt").read() == "ok"
    os.unlink("/tmp/literal-repeated.txt")
