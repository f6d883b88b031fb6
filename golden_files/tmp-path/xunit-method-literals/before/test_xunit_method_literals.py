import configparser
import os


def read(path):
    parser = configparser.ConfigParser()
    with open(path) as f:
        parser.read_file(f)
    return parser


class TestConfig:
    def setup_method(self):
        with open("xunit_method_literals.ini", "w") as f:
            f.write("[oven]\ndegrees = 180\n")

    def teardown_method(self):
        os.unlink("xunit_method_literals.ini")

    def test_read(self):
        assert read("xunit_method_literals.ini").getint("oven", "degrees") == 180

    def test_rewrite(self):
        parser = read("xunit_method_literals.ini")
        parser["oven"]["degrees"] = "220"
        with open("xunit_method_literals.ini", "w") as f:
            parser.write(f)
        assert read("xunit_method_literals.ini")["oven"]["degrees"] == "220"

    def test_section(self):
        assert read("xunit_method_literals.ini").sections() == ["oven"]
