import os
from pathlib import Path

import pytest


def test_parameters(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    signature_annotated_import_path = tmp_path / "signature-annotated-import.txt"
    with open(signature_annotated_import_path, "w") as f:
        f.write(request.node.name)
    os.remove(signature_annotated_import_path)
