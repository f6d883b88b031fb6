import json
import os
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

    def tearDown(self):
        os.unlink(self.testfile)


class TestShortRecipe(RecipeTests, unittest.TestCase):
    __test__ = True
    steps = 1

    def setUp(self):
        self.testfile = 'recipe_short.json'
        with open(self.testfile, 'w') as f:
            json.dump({'title': 'Leek pie', 'steps': ['bake']}, f)


class TestLongRecipe(RecipeTests, unittest.TestCase):
    __test__ = True
    steps = 3

    def setUp(self):
        self.testfile = 'recipe_long.json'
        with open(self.testfile, 'w') as f:
            json.dump({'title': 'Leek pie', 'steps': ['chop', 'fill', 'bake']}, f)
