import atexit
import os
import shutil
import tempfile
from pathlib import Path

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
OUT = Path(TMP_DIR)


def render(target=OUT / "page.html"):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("<p>")
    return target


class TestPage:
    target = Path(OUT) / "page.html"

    def test_render(self):
        render()
        assert self.target.read_text() == "<p>"
        self.target.unlink()

    def test_sub(self):
        render(OUT / "sub" / "page.html")
        assert (OUT / "sub" / "page.html").exists()
