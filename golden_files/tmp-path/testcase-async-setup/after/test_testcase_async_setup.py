from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from unittest import IsolatedAsyncioTestCase


async def save_session(path: str, session: dict[str, str]) -> None:
    await asyncio.sleep(0)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(session, f)


class SessionTests(IsolatedAsyncioTestCase):
    path: str

    async def asyncSetUp(self) -> None:
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.path = os.path.join(tmp_dir, "ferry-session.json")
        await save_session(self.path, {"berth": "4"})

    async def test_saved(self) -> None:
        with open(self.path, encoding="utf-8") as f:
            self.assertEqual(json.load(f), {"berth": "4"})

    async def test_overwritten(self) -> None:
        await save_session(self.path, {"berth": "9", "deck": "B"})
        with open(self.path, encoding="utf-8") as f:
            self.assertEqual(json.load(f)["deck"], "B")
