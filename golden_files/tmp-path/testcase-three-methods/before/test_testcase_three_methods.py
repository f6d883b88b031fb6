import gzip
import os
import unittest


def pack(text, target, level=9):
    with gzip.open(target, 'wt', compresslevel=level) as f:
        f.write(text)


class TestPack(unittest.TestCase):

    def test_text(self):
        pack('seven bells', '.packed.gz')
        with gzip.open('.packed.gz', 'rt') as f:
            self.assertEqual(f.read(), 'seven bells')
        os.remove('.packed.gz')

    def test_empty(self):
        pack('', '.packed.gz')
        with gzip.open('.packed.gz', 'rt') as f:
            self.assertEqual(f.read(), '')
        os.remove('.packed.gz')

    def test_smaller(self):
        pack('a' * 4000, '.packed.gz')
        self.assertLess(os.path.getsize('.packed.gz'), 4000)
        os.remove('.packed.gz')
