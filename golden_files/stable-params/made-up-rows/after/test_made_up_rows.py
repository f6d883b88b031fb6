import random
import time
import uuid
from datetime import datetime, timedelta

import pytest

TOKEN = uuid.uuid4().hex


@pytest.mark.parametrize("name", ["known", pytest.param(str(uuid.uuid4()), id="name1")])
def test_name(name):
    assert name


@pytest.mark.parametrize("token", ["", pytest.param(TOKEN, id="token1")])
def test_token(token):
    assert len(token) in (0, 32)


@pytest.mark.parametrize(
    "start, text, length",
    [
        (0, "never", 5),
        pytest.param(
            time.time(), f"run-{random.random()}", None, id="start1-text1-None"
        ),
        pytest.param(1, datetime.now().isoformat(), None, id="1-text2-None"),
        pytest.param(
            2,
            (datetime.now() + timedelta(days=1)).strftime("%H%M%S%f"),
            12,
            id="2-text3-12",
        ),
        pytest.param(
            time.time(),
            "now",
            3,
            id="start4-now-3",
        ),
    ],
)
def test_rows(start, text, length):
    assert length is None or len(text) == length


@pytest.mark.parametrize(
    "key, at",
    [pytest.param(str(uuid.uuid4()), datetime.now(), id="key0-at0"), ("b", 0)],
)
def test_key(key, at):
    assert key
