import os

import pytest
from param_source_render import render


@pytest.mark.parametrize(
    "source, fmt, expected",
    [
        ("/tmp/param-source-note.txt", "html", "/tmp/param-source-note.html"),
        ("/tmp/param-source-note.txt", "htm", "/tmp/param-source-note.htm"),
        ("/tmp/param-source-note", "html", "/tmp/param-source-note.html"),
    ],
)
def test_render(source, fmt, expected):
    with open(source, "w") as f:
        f.write("hi")
    assert render(source, fmt) == expected
    with open(expected) as f:
        assert f.read() == "<p>hi</p>"
    os.remove(source)
    os.remove(expected)


def test_render_missing():
    with pytest.raises(OSError):
        render("/nonexistent/param-source-note.txt")
