import asyncio
import os

import pytest


@pytest.fixture
async def journal(tmp_path):
    path = tmp_path / "async-plugin-journal.txt"
    with open(path, "w") as f:
        f.write("begin")
    yield path


@pytest.mark.asyncio
async def test_write(tmp_path):
    async_plugin_path = tmp_path / "async-plugin.txt"
    with open(async_plugin_path, "w") as f:
        f.write("ok")
    await asyncio.sleep(0)
    assert os.path.getsize(async_plugin_path) == 2


async def test_journal(journal):
    with open(journal) as f:
        assert f.read() == "begin"
