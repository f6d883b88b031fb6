def test_out(tmp_path):
    with open(tmp_path / "bytes-crlf-constant.txt", "w") as f:
        f.write("ok")
