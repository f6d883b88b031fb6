from __future__ import annotations

import os
from pathlib import Path

import pytest


def test_none() -> None:
    with open("/tmp/signature-annotated.txt", "w") as f:
        f.write("ok")


def test_parameters(request: pytest.FixtureRequest) -> None:
    with open("/tmp/signature-annotated.txt", "w") as f:
        f.write(request.node.name)


def test_path() -> None:
    assert Path(__file__).exists()
    assert os.path.isabs(os.getcwd())
