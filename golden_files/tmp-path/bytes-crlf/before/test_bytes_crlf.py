import os


def test_crlf():
    """Café."""
    name = "/tmp/bytes-crlf.txt"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)
