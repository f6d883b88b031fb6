import os

import pytest

UPLOADS = "/tmp/sd-uploads"


@pytest.fixture(autouse=True)
def uploads_dir():
    # Some of these tests need the folder.
    if not os.path.isdir(UPLOADS):
        os.mkdir(UPLOADS)
    yield
    # leave the files: later tests want them


def test_upload_txt():
    path = os.path.join(UPLOADS, "hello.txt")
    with open(path, "wb") as f:
        f.write(b"hello")
    assert os.path.getsize(path) == 5


def test_upload_bin():
    path = os.path.join(UPLOADS, "blob.bin")
    with open(path, "wb") as f:
        f.write(bytes(range(16)))
    assert os.path.getsize(path) == 16


def test_list_uploads():
    assert set(os.listdir(UPLOADS)) == {"hello.txt", "blob.bin"}


def test_download():
    with open(os.path.join(UPLOADS, "hello.txt"), "rb") as f:
        assert f.read() == b"hello"
