from pathlib import Path

import pytest
from data_ini_bump import bump

INI = Path(__file__).parent / "data_ini_release.ini"


@pytest.mark.parametrize("part, version", [(0, "2.0.0"), (1, "1.5.0"), (2, "1.4.3")])
def test_bump(part, version):
    original = INI.read_bytes()
    try:
        bump(INI, part)
        assert f"version = {version}\n" in INI.read_text()
    finally:
        INI.write_bytes(original)


def test_checked_in_version():
    assert "version = 1.4.2\n" in INI.read_text()
