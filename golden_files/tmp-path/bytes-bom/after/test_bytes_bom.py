def test_bom(tmp_path):
    """Café."""
    name = tmp_path / "bytes-bom.txt"
    with open(name, "w") as f:
        f.write("ok")
