import os
import unittest

from beside_draw import draw, drawn

TOWN = "beside_maps/town.txt"


class DrawTest(unittest.TestCase):
    def tearDown(self):
        if os.path.exists("beside_plan.svg"):
            os.remove("beside_plan.svg")

    @unittest.skipUnless(os.path.exists("beside_maps"), "runs in the folder of this module")
    def test_town(self):
        with open(TOWN) as file:
            draw(file)
        self.assertIn("mill", drawn())

    def test_nothing(self):
        draw([])
        self.assertEqual(drawn(), "")
