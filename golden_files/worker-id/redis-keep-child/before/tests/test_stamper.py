import os
import subprocess
import sys

import pytest
import redis

QUEUE = "letters-to-stamp"


@pytest.fixture
def client():
    client = redis.Redis(os.environ["REDIS_HOST"], int(os.environ["REDIS_PORT"]))
    client.delete(QUEUE)
    yield client
    client.delete(QUEUE)


def stamp():
    done = subprocess.run(
        [sys.executable, "-m", "stamper"],
        env={**os.environ, "STAMP_QUEUE": QUEUE, "PYTHONPATH": "worker"},
        cwd=os.path.dirname(os.path.dirname(__file__)),
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_all_letters_are_stamped(client):
    client.rpush(QUEUE, *[f"letter {number}" for number in range(20)])
    assert stamp() == 20


def test_no_letters(client):
    assert stamp() == 0
