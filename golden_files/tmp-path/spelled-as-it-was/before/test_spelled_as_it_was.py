import os
import unittest


class PlotTest(unittest.TestCase):
    """Plots.

    They are "drawn" into "files" of their "own".
    """
    def finish(self, name):
        target = os.path.join('spelled_plots', name + ".txt")
        os.makedirs('spelled_plots', exist_ok=True)
        with open(target, 'w') as file:
            file.write(name)
        with open(target) as file:
            self.assertEqual(file.read(), name)

    def test_line(self):
        self.finish("line")

    def test_circle(self):
        self.finish("circle")

    def test_money(self):
        with open('spelled_\u20ac.txt', 'w') as file:
            file.write("1")
        with open('spelled_\u20ac.txt') as file:
            self.assertEqual(file.read(), "1")
