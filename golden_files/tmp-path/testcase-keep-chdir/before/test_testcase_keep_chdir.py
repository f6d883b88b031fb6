import os
import shutil
import tempfile
import unittest


class TestScaffold(unittest.TestCase):

    def setUp(self):
        self.old_cwd = os.getcwd()
        self.workdir = tempfile.mkdtemp()
        os.chdir(self.workdir)

    def tearDown(self):
        os.chdir(self.old_cwd)
        shutil.rmtree(self.workdir)

    def test_manifest(self):
        with open('MANIFEST', 'w') as f:
            f.write('include LICENCE\n')
        self.assertEqual(os.listdir('.'), ['MANIFEST'])

    def test_package(self):
        os.mkdir('windmill')
        open('windmill/__init__.py', 'w').close()
        self.assertTrue(os.path.isfile(os.path.join('windmill', '__init__.py')))
