from __future__ import annotations

import os
from pathlib import Path

import pytest


def test_none(tmp_path: Path) -> None:
    with open(tmp_path / "signature-annotated.txt", "w") as f:
        f.write("ok")


def test_parameters(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with open(tmp_path / "signature-annotated.txt", "w") as f:
        f.write(request.node.name)


def test_path() -> None:
    assert Path(__file__).exists()
    assert os.path.isabs(os.getcwd())
