import shutil
from pathlib import Path

import pytest
from data_ini_bump import bump

INI = Path(__file__).parent / "data_ini_release.ini"


@pytest.mark.parametrize("part, version", [(0, "2.0.0"), (1, "1.5.0"), (2, "1.4.3")])
def test_bump(part, version, tmp_path):
    ini = Path(shutil.copy(INI, tmp_path))
    original = ini.read_bytes()
    try:
        bump(ini, part)
        assert f"version = {version}\n" in ini.read_text()
    finally:
        ini.write_bytes(original)


def test_checked_in_version():
    assert "version = 1.4.2\n" in INI.read_text()
