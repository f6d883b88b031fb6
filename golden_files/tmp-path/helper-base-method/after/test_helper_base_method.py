import os

from hlp_base_subtitles import SubtitleTestCase


class TestBlocks(SubtitleTestCase):
    def test_one(self):
        self.write_subtitles('Mind the gap')
        self.assertBlocks(1)

    def test_three(self):
        self.write_subtitles('Tea?', 'No.', 'Coffee?')
        self.assertBlocks(3)


class TestNumbers(SubtitleTestCase):
    def test_first(self):
        self.write_subtitles('Tea?')
        with open(os.path.join(self.tmp_dir, 'captions.srt')) as f:
            self.assertEqual(f.readline(), '1\n')
