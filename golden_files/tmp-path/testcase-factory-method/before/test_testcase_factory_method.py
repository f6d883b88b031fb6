import os
import unittest

from tc_factory_shelfstore import ShelfStore


class StoreContract(object):
    def make_store(self):
        raise NotImplementedError

    def setUp(self):
        self.store = self.make_store()

    def tearDown(self):
        self.store.close()

    def test_missing(self):
        self.assertIsNone(self.store.get('lamp'))

    def test_put(self):
        self.store.put('lamp', 'brass')
        self.assertEqual(self.store.get('lamp'), 'brass')


class TestMemoryStore(StoreContract, unittest.TestCase):
    def make_store(self):
        return ShelfStore()


class TestFileStore(StoreContract, unittest.TestCase):
    def tearDown(self):
        super(TestFileStore, self).tearDown()
        if os.path.exists('shelf_store.db'):
            os.unlink('shelf_store.db')

    def make_store(self):
        return ShelfStore('shelf_store.db', timeout=2)
