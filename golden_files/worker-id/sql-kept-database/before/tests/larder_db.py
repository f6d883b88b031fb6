import psycopg
from psycopg import sql

DB = "larder_test"


def ensure_database():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DB,))
        if not found.fetchone():
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DB)))


def connect():
    return psycopg.connect(dbname=DB, autocommit=True)
