import os
import unittest

STORE = '/tmp/xdistify-group-store.txt'


class StoreTest(unittest.TestCase):
    def test_1_fills(self):
        if os.name == "posix":
            with open(STORE, 'w') as store:
                store.write('1')

    def test_2_adds(self):
        with open(STORE, 'a') as store:
            store.write('2')
        self.assertEqual(os.path.getsize(STORE), 2)

    def test_3_empties(self):
        with open(STORE) as store:
            self.assertEqual(store.read(), '12')
        os.remove(STORE)

    def test_4_other(self):
        self.assertTrue(True)
