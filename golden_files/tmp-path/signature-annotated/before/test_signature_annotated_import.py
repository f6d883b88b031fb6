import os

import pytest


def test_parameters(request: pytest.FixtureRequest) -> None:
    with open("/tmp/signature-annotated-import.txt", "w") as f:
        f.write(request.node.name)
    os.remove("/tmp/signature-annotated-import.txt")
