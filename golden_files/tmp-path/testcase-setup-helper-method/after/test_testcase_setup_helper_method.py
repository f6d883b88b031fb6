import os
import shutil
import tempfile
import unittest


class TestLexicon(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self._write_lexicon(os.path.join(tmp_dir, 'lexicon'))

    def tearDown(self):
        if os.path.exists(self.lexicon + '.idx'):
            os.remove(self.lexicon + '.idx')

    def _write_lexicon(self, filename):
        self.lexicon = filename
        with open(filename, 'w') as f:
            f.write('gannet\nguillemot\n')

    def test_index(self):
        with open(self.lexicon) as f, open(self.lexicon + '.idx', 'w') as idx:
            for number, word in enumerate(f):
                idx.write('%d %s' % (number, word))
        with open(self.lexicon + '.idx') as idx:
            self.assertEqual(idx.readline(), '0 gannet\n')

    def test_words(self):
        with open(self.lexicon) as f:
            self.assertEqual(len(f.readlines()), 2)
