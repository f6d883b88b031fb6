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
):
    with open("/tmp/signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_comments(
    database,  # three rows
    user,  # who writes
):
    with open("/tmp/signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_comment_lines(
    # first the data
    database,
    # then who writes
    user,
    # nothing more
):
    with open("/tmp/signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


def test_a_name_that_is_so_long_that_black_breaks_the_line_after_it(
    database, user, monkeypatch
):
    with open("/tmp/signature-one-per-line.txt", "w") as f:
        f.write(user * database["rows"])


class TestMethod:
    def test_trailing_comma(
        self,
        database,
        user="grace",
    ):
        with open("/tmp/signature-one-per-line.txt", "w") as f:
            f.write(user * database["rows"])
