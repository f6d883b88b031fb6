import os

NAME = "/tmp/bytes-tabs.txt"

def test_tabs():
	with open(NAME, "w") as f:
		f.write("ok")
	os.remove(NAME)