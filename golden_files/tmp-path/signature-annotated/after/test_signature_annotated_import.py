from pathlib import Path

import pytest


def test_parameters(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with open(tmp_path / "signature-annotated-import.txt", "w") as f:
        f.write(request.node.name)
