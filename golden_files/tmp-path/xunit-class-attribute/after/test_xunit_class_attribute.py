import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


class Queue:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()

    def put(self, text):
        number = len(list(self.folder.iterdir()))
        (self.folder / f"{number:03}").write_text(text)

    def get(self):
        first = min(self.folder.iterdir(), default=None)
        if first is None:
            raise LookupError("empty")
        text = first.read_text()
        first.unlink()
        return text


class TestQueue:
    folder = os.path.join(TMP_DIR, "xunit-class-attribute")

    def setup_method(self):
        self.queue = Queue(self.folder)

    def teardown_method(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def test_order(self):
        self.queue.put("a")
        self.queue.put("b")
        assert self.queue.get() == "a"

    def test_empty(self):
        with pytest.raises(LookupError):
            self.queue.get()

    def test_one_file_each(self):
        self.queue.put("a")
        assert [p.name for p in Path(self.folder).iterdir()] == ["000"]
