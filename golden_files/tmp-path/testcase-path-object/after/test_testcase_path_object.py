from __future__ import annotations

import shutil
import tempfile
import unittest
from pathlib import Path


def snapshot(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.snap"
    target.write_text(text, encoding="utf-8")
    return target


class SnapshotTest(unittest.TestCase):
    def setUp(self) -> None:
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.folder: Path = Path(tmp_dir) / "snapshots-out"

    def tearDown(self) -> None:
        for child in self.folder.iterdir():
            child.unlink()

    def test_name(self) -> None:
        self.assertEqual(snapshot(self.folder, "menu", "tea").name, "menu.snap")

    def test_only_one(self) -> None:
        snapshot(self.folder, "menu", "tea")
        snapshot(self.folder, "menu", "coffee")
        self.assertEqual([p.read_text() for p in self.folder.iterdir()], ["coffee"])
