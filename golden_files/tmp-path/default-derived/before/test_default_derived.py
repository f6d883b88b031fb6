import os
from pathlib import Path

OUT = Path("/tmp/default-derived")


def render(target=OUT / "page.html"):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("<p>")
    return target


class TestPage:
    target = OUT / "page.html"

    def test_render(self):
        render()
        assert self.target.read_text() == "<p>"
        self.target.unlink()

    def test_sub(self):
        render(OUT / "sub" / "page.html")
        assert (OUT / "sub" / "page.html").exists()
