import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def out_path(name):
    folder = TMP_DIR
    if not os.path.isdir(folder):
        os.makedirs(folder)
    return os.path.join(folder, name)


def render(target, width, height):
    with open(target, 'w') as fp:
        fp.write('<svg width="%d" height="%d"/>' % (width, height))


def test_square():
    target = out_path('badge.svg')
    render(target, 16, 16)
    with open(target) as fp:
        assert fp.read().count('16') == 2


def test_wide():
    render(out_path('badge.svg'), 64, 8)
    with open(out_path('badge.svg')) as fp:
        assert 'width="64"' in fp.read()
