import psycopg2
import pytest


def add(db, day, height):
    with db.cursor() as cursor:
        cursor.execute("INSERT INTO tides VALUES (%s, %s)", (day, height))
    db.commit()


def heights(db):
    with db.cursor() as cursor:
        cursor.execute("SELECT height FROM tides ORDER BY day")
        return [height for (height,) in cursor]


def test_add(db):
    add(db, "monday", 210)
    assert heights(db) == [210]


def test_day_is_unique(db):
    add(db, "monday", 210)
    with pytest.raises(psycopg2.errors.UniqueViolation):
        add(db, "monday", 190)


def test_no_tides(db):
    assert heights(db) == []
