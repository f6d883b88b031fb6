import glob
import os
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"
PATHS = sorted(SAMPLES.glob("*.json"))
STEMS = [path.stem for path in PATHS]
NAMES = sorted(os.listdir(SAMPLES))


@pytest.mark.parametrize(
    "name", sorted(glob.glob(os.path.join(str(SAMPLES), "*.json")))
)
def test_glob(name):
    assert name.endswith(".json")


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()))
def test_iterdir(path):
    assert path.is_file()


@pytest.mark.parametrize("path", PATHS, ids=STEMS)
def test_path(path, request):
    assert path.stem in request.node.name


@pytest.mark.parametrize("name", NAMES)
def test_name(name):
    assert (SAMPLES / name).exists()


@pytest.mark.parametrize(
    "stem", (p.stem for p in sorted(SAMPLES.rglob("*")) if p.is_file())
)
def test_stem(stem):
    assert "." not in stem


@pytest.fixture(
    params=sorted(os.scandir(SAMPLES), key=lambda entry: entry.path),
    ids=lambda entry: entry.name,
)
def entry(request):
    return request.param


def test_entry(entry):
    assert entry.is_file()
