import random
import uuid
from datetime import date, datetime, timedelta

import pytest


@pytest.mark.parametrize("key", [uuid.uuid4(), None])
def test_key(key):
    assert key is None or key.version == 4


@pytest.mark.parametrize("when", [datetime.now(), datetime.now() - timedelta(days=1)])
def test_when(when):
    assert when.year > 2000


@pytest.mark.parametrize("day", [date.today()])
def test_day(day):
    assert day.year > 2000


@pytest.mark.parametrize("numbers", [[random.random() for _ in range(3)], [1, 2, 3]])
def test_numbers(numbers):
    assert len(numbers) == 3


@pytest.mark.parametrize("name", [pytest.param(str(uuid.uuid4()), id="fresh")])
def test_named(name):
    assert name


@pytest.mark.parametrize("name", [str(uuid.uuid4()), "b"], ids=["fresh", "known"])
def test_ids(name):
    assert name
