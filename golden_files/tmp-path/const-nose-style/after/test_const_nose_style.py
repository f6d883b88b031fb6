# -*- coding: utf-8 -*-
import atexit
import shutil
import tempfile
from os import listdir, makedirs
from os.path import exists, join
from shutil import rmtree

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
GENERATED = join(TMP_DIR, 'const_nose_generated')


def setup():
    if exists(GENERATED):
        rmtree(GENERATED)
    makedirs(GENERATED)


def teardown():
    rmtree(GENERATED)


@pytest.fixture
def generated():
    setup()
    yield
    teardown()


def knit(name, rows):
    with open(join(GENERATED, name), 'w') as f:
        f.write('\n'.join('%d: %s' % (i, row) for i, row in enumerate(rows, 1)))


@pytest.mark.usefixtures('generated')
def test_scarf():
    knit('scarf', ['k4', 'p4'])
    with open(join(GENERATED, 'scarf')) as f:
        assert f.read() == '1: k4\n2: p4'


@pytest.mark.usefixtures('generated')
def test_two_socks():
    knit('left', ['k2'])
    knit('right', ['k2'])
    assert sorted(listdir(GENERATED)) == ['left', 'right']
