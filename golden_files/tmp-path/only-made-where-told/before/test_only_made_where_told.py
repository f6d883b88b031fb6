from pathlib import Path

from reading_rows_told import found, made, rows

HERE = Path(__file__).parent


def test_rows_are_read():
    assert rows(HERE / "rows_told" / "rows.csv") == [{"name": "one", "size": "1"}]


def test_rows_are_found():
    assert found(HERE / "rows_told" / "rows.csv", clear=False)


def test_a_file_is_made(tmp_path):
    assert made(tmp_path / "new.csv", clear=True).exists()
