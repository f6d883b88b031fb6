import os
import zipfile

import pytest

FILES = {"a.txt": "alpha", "b.txt": "beta", "sub/c.txt": "gamma"}


@pytest.fixture(scope="session")
def sd_archive_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sd-archive")
    for name, text in FILES.items():
        target = folder / "source" / name
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as fh:
            fh.write(text)
    with zipfile.ZipFile(folder / "bundle.zip", "w") as zf:
        for name in FILES:
            zf.write(folder / "source" / name, arcname=name)
    with zipfile.ZipFile(folder / "bundle.zip") as zf:
        zf.extractall(str(folder / "extracted"))
    return folder


def test_create_sources(sd_archive_dir):
    assert sorted(os.listdir(sd_archive_dir / "source")) == ["a.txt", "b.txt", "sub"]


def test_zip(sd_archive_dir):
    assert zipfile.is_zipfile(str(sd_archive_dir / "bundle.zip"))


def test_namelist(sd_archive_dir):
    with zipfile.ZipFile(sd_archive_dir / "bundle.zip") as zf:
        assert sorted(zf.namelist()) == sorted(FILES)


def test_extract(sd_archive_dir):
    assert os.path.isfile(sd_archive_dir / "extracted" / "sub" / "c.txt")


@pytest.mark.parametrize("name", sorted(FILES))
def test_contents(name, sd_archive_dir):
    with open(sd_archive_dir / "extracted" / name) as fh:
        assert fh.read() == FILES[name]
