import os
import shutil

import pytest

from inventory.stock import Item

EXPORTS = "/tmp/inventory-demo/exports"


@pytest.fixture
def tools():
    return [
        Item("T-1", "hammer", 12, 1950),
        Item("T-2", "pliers", 3, 1275),
        Item("T-3", "saw", 7, 2400),
    ]


@pytest.fixture
def garden():
    return [
        Item("G-1", "rake", 2, 1680),
        Item("G-2", "spade", 9, 2190),
        Item("G-3", "watering can", 0, 990),
        Item("G-4", "gloves", 31, 450),
    ]


@pytest.fixture
def exports():
    os.makedirs(EXPORTS, exist_ok=True)
    yield EXPORTS
    shutil.rmtree(EXPORTS, ignore_errors=True)
