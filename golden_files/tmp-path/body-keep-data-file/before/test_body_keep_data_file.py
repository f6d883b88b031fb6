import json
import os
from pathlib import Path

here = os.path.abspath(os.path.dirname(__file__))


def test_sections():
    with open(os.path.join(here, "bd_data", "atlas.json")) as f:
        assert list(json.load(f)) == ["rivers", "lakes"]


def test_rivers():
    path = Path(__file__).parent / "bd_data" / "atlas.json"
    assert json.loads(path.read_text())["rivers"] == 2


def test_copy(tmp_path):
    source = os.path.join(here, "bd_data/atlas.json")
    target = tmp_path / "atlas.json"
    target.write_bytes(open(source, "rb").read())
    assert target.stat().st_size == os.path.getsize(source)
