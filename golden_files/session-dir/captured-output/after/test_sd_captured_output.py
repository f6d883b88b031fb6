import pytest

from captured_output_code import export


def test_export_talks(capsys, tmp_path):
    export(tmp_path / "sd-caps.txt", ["a", "b"])
    assert "exported 2" in capsys.readouterr().out


@pytest.fixture(scope="session")
def sd_caps_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-caps") / "sd-caps.txt"
    export(path, ["a", "b"])
    return path


def test_two_lines(sd_caps_path):
    with open(sd_caps_path) as stream:
        assert len(stream.readlines()) == 2
