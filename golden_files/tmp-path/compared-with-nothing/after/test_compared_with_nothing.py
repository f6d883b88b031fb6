import os

from stored_with_nothing import Store


def test_the_store_goes(tmp_path):
    compared_store_path = tmp_path / "compared-store.db"
    store = Store(compared_store_path)
    assert os.path.exists(compared_store_path)
    store.close()
    assert not os.path.exists(compared_store_path)
