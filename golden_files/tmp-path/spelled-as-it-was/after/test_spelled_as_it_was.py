import os
import shutil
import tempfile
import unittest


class PlotTest(unittest.TestCase):
    """Plots.

    They are "drawn" into "files" of their "own".
    """
    def finish(self, name):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        target = os.path.join(tmp_dir, name + ".txt")
        with open(target, 'w') as file:
            file.write(name)
        with open(target) as file:
            self.assertEqual(file.read(), name)

    def test_line(self):
        self.finish("line")

    def test_circle(self):
        self.finish("circle")

    def test_money(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        spelled_path = os.path.join(tmp_dir, 'spelled_\u20ac.txt')
        with open(spelled_path, 'w') as file:
            file.write("1")
        with open(spelled_path) as file:
            self.assertEqual(file.read(), "1")
