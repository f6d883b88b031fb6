MIGRATIONS = [
    "CREATE TABLE blocks (id serial PRIMARY KEY, stone text NOT NULL)",
    "ALTER TABLE blocks ADD COLUMN sold boolean NOT NULL DEFAULT false",
]


def migrate(connection):
    for statement in MIGRATIONS:
        connection.execute(statement)
