# -*- coding: utf-8 -*-
import os
import pickle


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

    def setup_method(self, method):
        self.filename = os.path.join(os.path.dirname(__file__), 'xunit_method_album.pickle')
        self.album = Album(self.filename)

    def teardown_method(self, method):
        if os.path.exists(self.filename):
            os.unlink(self.filename)

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
