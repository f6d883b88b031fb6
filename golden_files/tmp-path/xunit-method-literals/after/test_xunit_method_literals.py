import configparser

import pytest


def read(path):
    parser = configparser.ConfigParser()
    with open(path) as f:
        parser.read_file(f)
    return parser


class TestConfig:
    @pytest.fixture(autouse=True)
    def set_up(self, tmp_path):
        with open(tmp_path / "xunit_method_literals.ini", "w") as f:
            f.write("[oven]\ndegrees = 180\n")

    def test_read(self, tmp_path):
        xunit_method_literals_path = tmp_path / "xunit_method_literals.ini"
        assert read(xunit_method_literals_path).getint("oven", "degrees") == 180

    def test_rewrite(self, tmp_path):
        xunit_method_literals_path = tmp_path / "xunit_method_literals.ini"
        parser = read(xunit_method_literals_path)
        parser["oven"]["degrees"] = "220"
        with open(xunit_method_literals_path, "w") as f:
            parser.write(f)
        assert read(xunit_method_literals_path)["oven"]["degrees"] == "220"

    def test_section(self, tmp_path):
        assert read(tmp_path / "xunit_method_literals.ini").sections() == ["oven"]
