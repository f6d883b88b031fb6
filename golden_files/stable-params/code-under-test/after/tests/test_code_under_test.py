import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "src"))

import warehouse  # noqa: E402
from warehouse import NAMES, SECTIONS  # noqa: E402


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_section(section):
    assert section in NAMES


@pytest.mark.parametrize("section", sorted(NAMES))
def test_name(section):
    assert section in SECTIONS


@pytest.mark.parametrize("shelf", sorted(warehouse.shelves()))
def test_shelf(shelf):
    assert len(shelf) == 1
