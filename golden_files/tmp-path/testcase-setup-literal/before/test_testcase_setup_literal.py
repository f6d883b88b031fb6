#!/usr/bin/env python
# -*- coding: utf-8 -*-
import os
import unittest


class BarometerLogTest(unittest.TestCase):

    def setUp(self):
        self.filename = 'barometer.log'
        fp = open(self.filename, 'w')
        fp.write('1013.2\n1009.8\n')
        fp.close()

    def tearDown(self):
        os.unlink(self.filename)

    def testReadings(self):
        fp = open(self.filename)
        try:
            values = [float(line) for line in fp]
        finally:
            fp.close()
        self.assertEqual(values, [1013.2, 1009.8])

    def testAppend(self):
        fp = open(self.filename, 'a')
        fp.write('998.0\n')
        fp.close()
        self.assertTrue(os.path.getsize(self.filename) > 15)


if __name__ == '__main__':
    unittest.main()
