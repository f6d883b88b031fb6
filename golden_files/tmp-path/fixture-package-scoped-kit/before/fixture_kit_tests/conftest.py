import shutil
from pathlib import Path

import pytest

WORK = Path(__file__).resolve().parent / "_work"


@pytest.fixture(scope="package")
def kit():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    (WORK / "parts.tsv").write_text("id\tname\n1\tbolt\n2\tnut\n")
    yield WORK
    shutil.rmtree(WORK)
