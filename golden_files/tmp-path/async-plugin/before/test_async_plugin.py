import asyncio
import os

import pytest


@pytest.fixture
async def journal():
    path = "/tmp/async-plugin-journal.txt"
    with open(path, "w") as f:
        f.write("begin")
    yield path
    os.remove(path)


@pytest.mark.asyncio
async def test_write():
    with open("/tmp/async-plugin.txt", "w") as f:
        f.write("ok")
    await asyncio.sleep(0)
    assert os.path.getsize("/tmp/async-plugin.txt") == 2


async def test_journal(journal):
    with open(journal) as f:
        assert f.read() == "begin"
