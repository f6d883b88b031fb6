# -*- coding: utf-8 -*-
import os
import shutil
import tempfile
import unittest


class SitemapTest(unittest.TestCase):

    def setUp(self):
        self.old = os.getcwd()
        self.tmp = tempfile.mkdtemp()
        os.chdir(self.tmp)

    def tearDown(self):
        os.chdir(self.old)
        shutil.rmtree(self.tmp)

    def write(self, *urls):
        with open('keep_chdir_sitemap.txt', 'w') as f:
            f.write('\n'.join(urls))

    def test_empty(self):
        self.write()
        self.assertEqual(os.path.getsize('keep_chdir_sitemap.txt'), 0)

    def test_urls(self):
        self.write('/', '/about')
        with open('keep_chdir_sitemap.txt') as f:
            self.assertEqual(f.read().split(), ['/', '/about'])
        os.remove('keep_chdir_sitemap.txt')
