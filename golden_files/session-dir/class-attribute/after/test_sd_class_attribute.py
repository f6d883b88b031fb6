import os

import pytest


@pytest.fixture(scope="session")
def sd_export_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd_export") / "sd_export.txt"
    # two lines, as the reader wants them
    with open(path, "w") as stream:
        stream.write("a\nb\n")
    return path


class TestExport:
    def test_write(self, sd_export_path):
        assert os.path.exists(sd_export_path)

    def test_read(self, sd_export_path):
        with open(sd_export_path) as stream:
            assert stream.read() == "a\nb\n"
