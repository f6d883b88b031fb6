import pytest


@pytest.fixture
def database():
    return {"rows": 3}


@pytest.fixture
def user():
    return "ada"


def test_trailing_comma(
    database,
    user,
    tmp_path,
):
    with open(tmp_path / "signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_comments(
    database,  # three rows
    user,  # who writes
    tmp_path,
):
    with open(tmp_path / "signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_comment_lines(
    # first the data
    database,
    # then who writes
    user,
    tmp_path,
    # nothing more
):
    with open(tmp_path / "signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_a_name_that_is_so_long_that_black_breaks_the_line_after_it(
    database, user, monkeypatch, tmp_path
):
    with open(tmp_path / "signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


class TestMethod:
    def test_trailing_comma(
        self,
        database,
        tmp_path,
        user="grace",
    ):
        with open(tmp_path / "signature-one-per-line.txt", "w") as f:
            f.write(user * database["rows"])
