import os
import zipfile

import pytest

BASE_DIR = "/tmp/sd-archive"
SOURCE_DIR = os.path.join(BASE_DIR, "source")
ARCHIVE = os.path.join(BASE_DIR, "bundle.zip")
EXTRACT_DIR = os.path.join(BASE_DIR, "extracted")

FILES = {"a.txt": "alpha", "b.txt": "beta", "sub/c.txt": "gamma"}


def test_create_sources():
    for name, text in FILES.items():
        target = os.path.join(SOURCE_DIR, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as fh:
            fh.write(text)
    assert sorted(os.listdir(SOURCE_DIR)) == ["a.txt", "b.txt", "sub"]


def test_zip():
    with zipfile.ZipFile(ARCHIVE, "w") as zf:
        for name in FILES:
            zf.write(os.path.join(SOURCE_DIR, name), arcname=name)
    assert zipfile.is_zipfile(ARCHIVE)


def test_namelist():
    with zipfile.ZipFile(ARCHIVE) as zf:
        assert sorted(zf.namelist()) == sorted(FILES)


def test_extract():
    with zipfile.ZipFile(ARCHIVE) as zf:
        zf.extractall(EXTRACT_DIR)
    assert os.path.isfile(os.path.join(EXTRACT_DIR, "sub", "c.txt"))


@pytest.mark.parametrize("name", sorted(FILES))
def test_contents(name):
    with open(os.path.join(EXTRACT_DIR, name)) as fh:
        assert fh.read() == FILES[name]
