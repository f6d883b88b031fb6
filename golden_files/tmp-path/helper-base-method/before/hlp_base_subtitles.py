import os
import unittest


class SubtitleTestCase(unittest.TestCase):
    def write_subtitles(self, *cues):
        with open('captions.srt', 'w') as f:
            for number, text in enumerate(cues, 1):
                f.write('%d\n%s\n\n' % (number, text))

    def assertBlocks(self, expected):
        with open('captions.srt') as f:
            blocks = f.read().strip().split('\n\n')
        self.assertEqual(len(blocks), expected)

    def tearDown(self):
        if os.path.exists('captions.srt'):
            os.remove('captions.srt')
