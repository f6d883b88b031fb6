import os

def test_tabs(tmp_path):
	name = tmp_path / "bytes-tabs.txt"
	with open(name, "w") as f:
		f.write("ok")
	os.remove(name)