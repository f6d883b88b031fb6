import gzip
import os
import shutil
import tempfile
import unittest


def pack(text, target, level=9):
    with gzip.open(target, 'wt', compresslevel=level) as f:
        f.write(text)


class TestPack(unittest.TestCase):

    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_text(self):
        packed_path = os.path.join(self.tmp_dir, '.packed.gz')
        pack('seven bells', packed_path)
        with gzip.open(packed_path, 'rt') as f:
            self.assertEqual(f.read(), 'seven bells')

    def test_empty(self):
        packed_path = os.path.join(self.tmp_dir, '.packed.gz')
        pack('', packed_path)
        with gzip.open(packed_path, 'rt') as f:
            self.assertEqual(f.read(), '')

    def test_smaller(self):
        packed_path = os.path.join(self.tmp_dir, '.packed.gz')
        pack('a' * 4000, packed_path)
        self.assertLess(os.path.getsize(packed_path), 4000)
