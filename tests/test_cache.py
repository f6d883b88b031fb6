"""What was found before is kept by content, and never in the way."""

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from codemods.cache import Cache, key_of, user_cache


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "cache.sqlite"


def test_what_is_put_in_comes_out_again(path: Path) -> None:
    entries = {key_of("a", str(number)): [number, "é", None] for number in range(1200)}

    Cache(path).put(entries)

    assert Cache(path).get([*entries, key_of("b")]) == entries


def test_a_key_depends_on_each_part_and_where_it_ends() -> None:
    keys = {key_of(), key_of("ab"), key_of("a", "b"), key_of(b"ab", ""), key_of("ba")}
    assert len(keys) == 5


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 99, b"SQLite format 3\0" * 512])
def test_a_damaged_cache_is_thrown_away(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)

    assert Cache(path).get(["key"]) == {}
    Cache(path).put({"key": 1})
    Cache(path).put({"key": 1})

    assert Cache(path).get(["key"]) == {"key": 1}


def test_an_entry_that_is_no_json_is_thrown_away(path: Path) -> None:
    Cache(path).put({"key": 1})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = '{'")
    connection.close()

    assert Cache(path).get(["key"]) == {}


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache.sqlite")

    cache.put({"key": 1})

    assert cache.get(["key"]) == {}


def test_an_empty_variable_means_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDISTIFY_CACHE", "")
    assert not user_cache().keeps


def _fill(given: tuple[Path, int]) -> None:
    path, number = given
    for step in range(20):
        Cache(path).put({f"{number} {step}": step})


def test_several_processes_may_write_at_once(path: Path) -> None:
    with ProcessPoolExecutor(3) as pool:
        list(pool.map(_fill, [(path, number) for number in range(3)]))

    keys = [f"{number} {step}" for number in range(3) for step in range(20)]
    assert len(Cache(path).get(keys)) == 60
