import os


def split(source, head, tail):
	with open(source) as f:
		lines = f.readlines()
	with open(head, 'w') as f:
		f.writelines(lines[:1])
	with open(tail, 'w') as f:
		f.writelines(lines[1:])


def test_copy(tmp_path):
	ballad_path = tmp_path / 'ballad.txt'
	with open(ballad_path, 'w') as f:
		f.write('one\ntwo\n')
	ballad_bak_path = tmp_path / 'ballad.bak'
	with open(ballad_path) as f, open(ballad_bak_path, 'w') as g:
		g.write(f.read())
	assert os.path.getsize(ballad_path) == os.path.getsize(ballad_bak_path)
	for fn in (ballad_path, ballad_bak_path):
		os.remove(fn)


def test_split(tmp_path):
	source, head, tail = tmp_path / 'ballad.txt', tmp_path / 'ballad-head.txt', tmp_path / 'ballad-tail.txt'
	with open(source, 'w') as f:
		f.write('one\ntwo\nthree\n')
	split(source, head, tail)
	with open(tail) as f:
		assert f.read() == 'two\nthree\n'
	for fn in [source, head, tail]:
		if os.path.exists(fn):
			os.unlink(fn)
