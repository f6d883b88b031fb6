def test_tabs(tmp_path):
	with open(tmp_path / "bytes-tabs.txt", "w") as f:
		f.write("ok")
