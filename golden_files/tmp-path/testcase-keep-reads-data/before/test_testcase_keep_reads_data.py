import csv
import os
import unittest


class TestStations(unittest.TestCase):
    def setUp(self):
        self.filename = os.path.join(os.path.dirname(__file__), 'tc_data', 'stations.csv')
        self.stream = open(self.filename, 'r')

    def tearDown(self):
        self.stream.close()

    def test_header(self):
        self.assertEqual(next(csv.reader(self.stream)), ['code', 'name'])

    def test_rows(self):
        rows = list(csv.DictReader(self.stream))
        self.assertEqual(rows[1]['name'], 'Quay Street')
