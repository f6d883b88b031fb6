import sqlite3


def ships():
    connection = sqlite3.connect("harbour_rows.db")
    with connection:
        connection.execute("CREATE TABLE ship (name TEXT)")
        connection.execute("INSERT INTO ship VALUES ('Fram')")
    rows = connection.execute("SELECT name FROM ship").fetchall()
    connection.close()
    return [name for (name,) in rows]
