# -*- coding: utf-8 -*-
import os
import pickle

import pytest


class Album(object):
    def __init__(self, filename):
        self.filename = filename
        self.photos = []

    def save(self):
        with open(self.filename, 'wb') as f:
            pickle.dump(self.photos, f)

    def load(self):
        with open(self.filename, 'rb') as f:
            self.photos = pickle.load(f)


class TestAlbum(object):

    @pytest.fixture(autouse=True)
    def set_up(self, tmp_path):
        self.filename = tmp_path / 'xunit_method_album.pickle'
        self.album = Album(self.filename)

    def test_save(self):
        self.album.save()
        assert os.path.exists(self.filename)

    def test_load(self):
        self.album.photos.append('beach.jpg')
        self.album.save()
        other = Album(self.filename)
        other.load()
        assert other.photos == ['beach.jpg']

    def test_not_saved_yet(self):
        assert not os.path.exists(self.filename)
