import os

import pytest


@pytest.fixture(autouse=True)
def uploads_dir():
    # Some of these tests need the folder.
    yield
    # leave the files: later tests want them


@pytest.fixture(scope="session")
def uploads(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sd-uploads")
    path = folder / "hello.txt"
    with open(path, "wb") as f:
        f.write(b"hello")
    path = folder / "blob.bin"
    with open(path, "wb") as f:
        f.write(bytes(range(16)))
    return folder


def test_upload_txt(uploads):
    path = uploads / "hello.txt"
    assert os.path.getsize(path) == 5


def test_upload_bin(uploads):
    path = uploads / "blob.bin"
    assert os.path.getsize(path) == 16


def test_list_uploads(uploads):
    assert set(os.listdir(uploads)) == {"hello.txt", "blob.bin"}


def test_download(uploads):
    with open(uploads / "hello.txt", "rb") as f:
        assert f.read() == b"hello"
