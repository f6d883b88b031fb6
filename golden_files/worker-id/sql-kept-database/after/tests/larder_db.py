import os
import uuid

import psycopg
from psycopg import sql

RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"
DB = f"larder_test_{NAMESPACE}"


def ensure_database():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DB,))
        if not found.fetchone():
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DB)))


def connect():
    return psycopg.connect(dbname=DB, autocommit=True)
