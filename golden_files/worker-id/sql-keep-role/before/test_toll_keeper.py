import psycopg
import pytest


@pytest.fixture
def admin():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS toll_keeper")
        admin.execute("CREATE ROLE toll_keeper LOGIN PASSWORD 'lantern'")
        yield admin
        admin.execute("DROP ROLE toll_keeper")


def test_keeper_can_log_in(admin):
    with psycopg.connect(
        dbname="postgres", user="toll_keeper", password="lantern"
    ) as keeper:
        assert keeper.execute("SELECT current_user").fetchone() == ("toll_keeper",)


def test_keeper_is_no_superuser(admin):
    row = admin.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = 'toll_keeper'"
    ).fetchone()
    assert row == (False,)
