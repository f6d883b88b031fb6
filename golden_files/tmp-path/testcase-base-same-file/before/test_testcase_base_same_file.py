import os
import unittest


class PlaylistCase(unittest.TestCase):
    def setUp(self):
        self.playlist = 'evening.m3u'
        with open(self.playlist, 'w') as f:
            f.write('#EXTM3U\n')

    def tearDown(self):
        os.remove(self.playlist)

    def lines(self):
        with open(self.playlist) as f:
            return f.read().splitlines()


class TestEmptyPlaylist(PlaylistCase):
    def test_header(self):
        self.assertEqual(self.lines(), ['#EXTM3U'])


class TestFilledPlaylist(PlaylistCase):
    def setUp(self):
        PlaylistCase.setUp(self)
        with open(self.playlist, 'a') as f:
            f.write('nocturne.ogg\n')

    def test_track(self):
        self.assertEqual(self.lines()[-1], 'nocturne.ogg')

    def test_length(self):
        self.assertEqual(len(self.lines()), 2)
