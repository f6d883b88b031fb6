import os
import shutil

import pytest

from store_reads_what_is_there_store import Store


def test_empty(tmp_path):
    store = Store(tmp_path / "sd-store.json")
    assert store.data == {}


@pytest.fixture(scope="session")
def store_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-store") / "sd-store.json"
    store = Store(path)
    store.set("a", 1)
    store.save()
    return path


def test_save(store_path):
    assert os.path.exists(store_path)


def test_reload(store_path):
    store = Store(store_path)
    assert store.data == {"a": 1}


def test_update(store_path, tmp_path):
    copy = tmp_path / "sd-store.json"
    shutil.copy(store_path, copy)
    store = Store(copy)
    store.set("b", 2)
    store.save()
    assert Store(copy).data == {"a": 1, "b": 2}
    os.remove(copy)
