import os
import shutil
import tempfile
import unittest


class SubtitleTestCase(unittest.TestCase):
    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def write_subtitles(self, *cues):
        with open(os.path.join(self.tmp_dir, 'captions.srt'), 'w') as f:
            for number, text in enumerate(cues, 1):
                f.write('%d\n%s\n\n' % (number, text))

    def assertBlocks(self, expected):
        with open(os.path.join(self.tmp_dir, 'captions.srt')) as f:
            blocks = f.read().strip().split('\n\n')
        self.assertEqual(len(blocks), expected)
