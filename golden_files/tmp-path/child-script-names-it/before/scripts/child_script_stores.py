import sqlite3

if __name__ == "__main__":
    stored = sqlite3.connect("scripts/stored.db")
    stored.execute("create table t (n)")
    stored.execute("insert into t values (1)")
    stored.commit()
