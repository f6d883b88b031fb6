import os
import sys

import pytest

sqlite3 = pytest.importorskip("sqlite3")

pytestmark = pytest.mark.io

DBNAME = "sd_marks.db"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="locks")
def test_create_schema() -> None:
    """Create the schema from scratch."""
    if os.path.exists(DBNAME):
        os.remove(DBNAME)
    with sqlite3.connect(DBNAME) as db:
        db.executescript(
            """
            CREATE TABLE tags (name TEXT UNIQUE);
            INSERT INTO tags VALUES ('red'), ('blue');
            """
        )
    tables = sqlite3.connect(DBNAME).execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    assert [t for (t,) in tables] == ["tags"]


@pytest.mark.slow
def test_unique() -> None:
    db = sqlite3.connect(DBNAME)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO tags VALUES ('red')")
    db.close()


def test_select() -> None:
    db = sqlite3.connect(DBNAME)
    assert db.execute("SELECT count(*) FROM tags").fetchone()[0] == 2
    db.close()
