import csv
import os
import unittest


def merge(sources, target):
    with open(target, "w", newline="") as out:
        writer = csv.writer(out)
        for source in sources:
            with open(source, newline="") as f:
                writer.writerows(csv.reader(f))


class TestMergeHarvests(unittest.TestCase):
    def setUp(self):
        self.north = "harvest_north.csv"
        self.south = "harvest_south.csv"
        self.merged = "harvest_all.csv"
        with open(self.north, "w") as f:
            f.write("plums,12\n")
        with open(self.south, "w") as f:
            f.write("figs,7\n")

    def tearDown(self):
        for name in [self.north, self.south]:
            os.remove(name)
        if os.path.exists(self.merged):
            os.remove(self.merged)

    def test_order_of_sources(self):
        merge([self.south, self.north], self.merged)
        with open(self.merged) as f:
            self.assertEqual(f.readline().strip(), "figs,7")

    def test_all_rows(self):
        merge([self.north, self.south], self.merged)
        with open(self.merged) as f:
            self.assertEqual(len(f.readlines()), 2)
