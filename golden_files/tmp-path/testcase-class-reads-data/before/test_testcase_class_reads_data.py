import unittest

from testcase_reads_data_writer import write


class WriterTest(unittest.TestCase):
    def test_write(self):
        write()
        with open("testcase_reads_data.out") as f:
            self.assertEqual(f.read(), "x")

    def test_template(self):
        with open("testcase_reads_data.txt") as f:
            self.assertEqual(f.read(), "template\n")
