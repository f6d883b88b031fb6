def test_crlf(tmp_path):
    """Café."""
    name = tmp_path / "bytes-crlf.txt"
    with open(name, "w") as f:
        f.write("ok")
