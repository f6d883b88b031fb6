import os.path
import tempfile  # noqa: F401
from os.path import join
from pathlib import Path

try:
    import simplejson as json
except ImportError:
    import json

__all__ = ["join"]


def test_noqa(tmp_path):
    with open(tmp_path / "imports-stay-noqa.txt", "w") as f:
        assert f.write("ok") == 2


def test_exported(tmp_path):
    with open(tmp_path / "imports-stay-exported.txt", "w") as f:
        assert f.write("ok") == 2


def test_other_use(tmp_path):
    target = tmp_path / "imports-stay-other-use.json"
    target.write_text(json.dumps({}))
    assert Path(__file__).name.endswith("stay.py")
    assert os.path.getsize(str(target)) == 2
