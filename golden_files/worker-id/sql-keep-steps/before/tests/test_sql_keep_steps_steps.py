import psycopg

DB = "steps_test"


def admin(sql):
    with psycopg.connect(dbname="postgres", autocommit=True) as c:
        c.execute(sql)


def test_01_create():
    admin("DROP DATABASE IF EXISTS steps_test")
    admin("CREATE DATABASE steps_test")


def test_02_migrate():
    with psycopg.connect(dbname=DB) as c:
        c.execute("CREATE TABLE step (n int)")


def test_03_insert():
    with psycopg.connect(dbname=DB) as c:
        c.execute("INSERT INTO step VALUES (1)")


def test_04_drop():
    admin("DROP DATABASE steps_test")
