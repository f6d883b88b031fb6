import pytest


@pytest.fixture(scope="session")
def sd_table_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-table") / "sd-table.csv"
    with open(path, "w") as stream:
        stream.write(TestTable.HEAD + "\n")
    return path


class TestTable:
    HEAD = "a,b"

    def test_write(self, sd_table_path):
        assert sd_table_path.exists()

    def test_read(self, sd_table_path):
        with open(sd_table_path) as stream:
            assert stream.readline() == self.HEAD + "\n"
