import os


def test_bom():
    """Café."""
    name = "/tmp/bytes-bom.txt"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)
