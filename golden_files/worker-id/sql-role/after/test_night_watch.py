import psycopg
import pytest


@pytest.fixture
def admin(role):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"DROP ROLE IF EXISTS {role}")
        admin.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'lantern'")
        yield admin
        admin.execute(f"DROP ROLE {role}")


def test_watch_can_log_in(admin, role):
    with psycopg.connect(dbname="postgres", user=role, password="lantern") as watch:
        assert watch.execute("SELECT current_user").fetchone() == (role,)


def test_watch_sees_no_password(admin, role):
    with psycopg.connect(dbname="postgres", user=role, password="lantern") as watch:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            watch.execute("SELECT * FROM pg_authid")
