import os

from store_reads_what_is_there_store import Store

STORE_PATH = "/tmp/sd-store.json"


def test_empty():
    store = Store(STORE_PATH)
    assert store.data == {}


def test_save():
    store = Store(STORE_PATH)
    store.set("a", 1)
    store.save()
    assert os.path.exists(STORE_PATH)


def test_reload():
    store = Store(STORE_PATH)
    assert store.data == {"a": 1}


def test_update():
    store = Store(STORE_PATH)
    store.set("b", 2)
    store.save()
    assert Store(STORE_PATH).data == {"a": 1, "b": 2}
    os.remove(STORE_PATH)
