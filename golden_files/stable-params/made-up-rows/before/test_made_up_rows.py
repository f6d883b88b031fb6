import random
import time
import uuid
from datetime import datetime, timedelta

import pytest

TOKEN = uuid.uuid4().hex


@pytest.mark.parametrize("name", ["known", str(uuid.uuid4())])
def test_name(name):
    assert name


@pytest.mark.parametrize("token", ["", TOKEN])
def test_token(token):
    assert len(token) in (0, 32)


@pytest.mark.parametrize(
    "start, text, length",
    [
        (0, "never", 5),
        (time.time(), f"run-{random.random()}", None),
        [1, datetime.now().isoformat(), None],
        pytest.param(2, (datetime.now() + timedelta(days=1)).strftime("%H%M%S%f"), 12),
        (
            time.time(),
            "now",
            3,
        ),
    ],
)
def test_rows(start, text, length):
    assert length is None or len(text) == length


@pytest.mark.parametrize("key, at", [(str(uuid.uuid4()), datetime.now()), ("b", 0)])
def test_key(key, at):
    assert key
