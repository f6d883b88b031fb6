import os

import pytest


@pytest.mark.parametrize("target", [None, "param-none-among.txt"])
def test_target(target, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    if target is None:
        assert not target
        return
    with open(target, "w") as f:
        f.write("x")
    assert os.path.getsize(target) == 1
