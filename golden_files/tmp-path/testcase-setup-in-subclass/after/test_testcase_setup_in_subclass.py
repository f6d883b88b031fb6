import json
import os
import shutil
import tempfile
import unittest


class RecipeTests:
    __test__ = False  # nose

    def read(self):
        with open(self.testfile) as f:
            return json.load(f)

    def test_title(self):
        self.assertEqual(self.read()['title'], 'Leek pie')

    def test_steps(self):
        self.assertEqual(len(self.read()['steps']), self.steps)


class TestShortRecipe(RecipeTests, unittest.TestCase):
    __test__ = True
    steps = 1

    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.testfile = os.path.join(tmp_dir, 'recipe_short.json')
        with open(self.testfile, 'w') as f:
            json.dump({'title': 'Leek pie', 'steps': ['bake']}, f)


class TestLongRecipe(RecipeTests, unittest.TestCase):
    __test__ = True
    steps = 3

    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.testfile = os.path.join(tmp_dir, 'recipe_long.json')
        with open(self.testfile, 'w') as f:
            json.dump({'title': 'Leek pie', 'steps': ['chop', 'fill', 'bake']}, f)
