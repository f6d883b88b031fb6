import os

from stored_with_nothing import Store


def test_the_store_goes():
    store = Store("compared-store.db")
    assert os.path.exists("compared-store.db")
    store.close()
    assert not os.path.exists("compared-store.db")
