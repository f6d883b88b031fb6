import psycopg


def install():
    with psycopg.connect("dbname=boathouse") as connection:
        connection.execute("CREATE TABLE boats (name text)")


def moor(name):
    with psycopg.connect("dbname=boathouse") as connection:
        connection.execute("INSERT INTO boats VALUES (%s)", (name,))


def boats():
    with psycopg.connect("dbname=boathouse") as connection:
        return [row[0] for row in connection.execute("SELECT name FROM boats")]
