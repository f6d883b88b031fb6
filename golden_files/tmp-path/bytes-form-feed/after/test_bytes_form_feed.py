def test_one(tmp_path):
    name = tmp_path / "bytes-form-feed.txt"
    with open(name, "w") as f:
        f.write("ok")


def test_two(tmp_path):
    """  is no line end."""
    with open(tmp_path / "bytes-form-feed.txt", "w") as f:
        assert f.write("ok")
