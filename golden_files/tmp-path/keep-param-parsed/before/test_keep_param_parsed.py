import ntpath
import os
import posixpath

import pytest


def slug(path):
    """A file name for the log of a job, made from the path of its input."""
    head, tail = posixpath.split(posixpath.normpath(path))
    stem = tail.partition(".")[0]
    return "-".join(part for part in head.split("/") + [stem] if part and part != "..")


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/tmp/keep-param/night.job", "tmp-keep-param-night"),
        ("keep_param.job", "keep_param"),
        ("./keep_param.job.gz", "keep_param"),
        ("../out/keep_param.job", "out-keep_param"),
    ],
)
def test_slug(path, expected):
    assert slug(path) == expected


@pytest.mark.parametrize("path", ["/tmp/keep-param/x.txt", "C:\\temp\\x.txt"])
def test_basename(path):
    assert ntpath.basename(path) == "x.txt"


@pytest.mark.parametrize("path", ["/tmp/keep-param-missing/x.txt"])
def test_missing(path):
    assert not os.path.exists(path)
    assert posixpath.splitext(path) == ("/tmp/keep-param-missing/x", ".txt")
