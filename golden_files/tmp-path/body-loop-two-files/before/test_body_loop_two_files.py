import os


def split(source, head, tail):
	with open(source) as f:
		lines = f.readlines()
	with open(head, 'w') as f:
		f.writelines(lines[:1])
	with open(tail, 'w') as f:
		f.writelines(lines[1:])


def test_copy():
	with open('ballad.txt', 'w') as f:
		f.write('one\ntwo\n')
	with open('ballad.txt') as f, open('ballad.bak', 'w') as g:
		g.write(f.read())
	assert os.path.getsize('ballad.txt') == os.path.getsize('ballad.bak')
	for fn in ('ballad.txt', 'ballad.bak'):
		os.remove(fn)


def test_split():
	source, head, tail = 'ballad.txt', 'ballad-head.txt', 'ballad-tail.txt'
	with open(source, 'w') as f:
		f.write('one\ntwo\nthree\n')
	split(source, head, tail)
	with open(tail) as f:
		assert f.read() == 'two\nthree\n'
	for fn in [source, head, tail]:
		if os.path.exists(fn):
			os.unlink(fn)
