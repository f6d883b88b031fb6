# -*- coding: utf-8 -*-
import os
import dbm.dumb

import pytest

DB = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fixture_finalizer_words')


@pytest.fixture(scope='module')
def words(request):
    db = dbm.dumb.open(DB, 'n')
    for word in (u'apple', u'pear', u'plum'):
        db[word] = str(len(word))

    def fin():
        db.close()
        for ext in ('.dat', '.dir', '.bak'):
            if os.path.exists(DB + ext):
                os.remove(DB + ext)
    request.addfinalizer(fin)
    return db


def test_length(words):
    assert int(words['plum']) == 4


def test_unknown(words):
    with pytest.raises(KeyError):
        words['fig']


def test_on_disk(words):
    words.sync()
    assert os.path.getsize(DB + '.dir') > 0
