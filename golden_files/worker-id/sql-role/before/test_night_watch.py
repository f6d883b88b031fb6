import psycopg
import pytest


@pytest.fixture
def admin():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS night_watch")
        admin.execute("CREATE ROLE night_watch LOGIN PASSWORD 'lantern'")
        yield admin
        admin.execute("DROP ROLE night_watch")


def test_watch_can_log_in(admin):
    with psycopg.connect(
        dbname="postgres", user="night_watch", password="lantern"
    ) as watch:
        assert watch.execute("SELECT current_user").fetchone() == ("night_watch",)


def test_watch_sees_no_password(admin):
    with psycopg.connect(
        dbname="postgres", user="night_watch", password="lantern"
    ) as watch:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            watch.execute("SELECT * FROM pg_authid")
