import psycopg


def install(dsn):
    with psycopg.connect(dsn) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS pledges (thing text, amount int)")


class Pawnshop:
    def __init__(self, dsn):
        self.dsn = dsn

    def pledge(self, thing, amount):
        with psycopg.connect(self.dsn) as conn:
            conn.execute("INSERT INTO pledges VALUES (%s, %s)", (thing, amount))

    def total(self, thing):
        query = "SELECT coalesce(sum(amount), 0) FROM pledges WHERE thing = %s"
        with psycopg.connect(self.dsn) as conn:
            return conn.execute(query, (thing,)).fetchone()[0]
