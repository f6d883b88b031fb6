"""What was found in files and suites before, kept by content in one SQLite file for each user.

An entry can never be wrong, only missing: its key is a digest of all that it was made from, of the
code of this package among it. A cache that cannot be read is thrown away, one that cannot be
written is done without. Several processes may use it at once.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from codemods import __version__

_FORM = 1
_PATIENCE = 2.0
"""Seconds to wait for another process that writes."""
_LARGEST = 256 << 20
"""Bytes; a cache that has grown past it begins anew."""
_MANY = 500


class Cache:
    """Entries by key, each a JSON value.

    Args:
        path: of the file; ``None`` for a cache that forgets everything.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._path is not None

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """The entries that are there, by key."""
        wanted = list(keys)
        found: dict[str, Any] = {}
        if self._path is None or not self._path.is_file():
            return found
        try:
            with closing(self._opened()) as connection:
                for start in range(0, len(wanted), _MANY):
                    some = wanted[start : start + _MANY]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT key, value FROM entries WHERE key IN ({marks})"
                    found |= {
                        key: json.loads(value) for key, value in connection.execute(query, some)
                    }
        except sqlite3.OperationalError:
            return {}
        except (sqlite3.DatabaseError, ValueError):
            self._throw_away()
            return {}
        return found

    def put(self, entries: Mapping[str, Any]) -> None:
        """Keep entries; where that is not possible, nothing is said."""
        if self._path is None or not entries:
            return
        rows = [(key, json.dumps(value)) for key, value in entries.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._path.is_file() and self._path.stat().st_size > _LARGEST:
                self._throw_away()
            with closing(self._opened()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            self._throw_away()
        except OSError:
            return

    def _opened(self) -> sqlite3.Connection:
        assert self._path
        connection = sqlite3.connect(self._path, timeout=_PATIENCE)
        with suppress(sqlite3.OperationalError):  # another process may be about it, and none waits
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT)")
        return connection

    def _throw_away(self) -> None:
        assert self._path
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._path}{ending}").unlink()


def user_cache() -> Cache:
    """The cache of the user; ``XDISTIFY_CACHE`` names another folder, or, when empty, none."""
    given = os.environ.get("XDISTIFY_CACHE")
    if given is not None:
        return Cache(Path(given, "cache.sqlite") if given else None)
    base = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))  # noqa: PTH111 - a user without a home is no error
    return Cache(base / "xdistify" / "cache.sqlite" if base.is_absolute() else None)


def key_of(*parts: bytes | str) -> str:
    """The key of what was made from these parts by this very code."""
    digest = hashlib.blake2b(_code_digest(), digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code_digest() -> bytes:
    """What changes where the code of this package, or of other installed transforms, does."""
    import sys
    from importlib.metadata import entry_points

    digest = hashlib.blake2b(f"{_FORM} {__version__} {sys.version}".encode())
    for file, size, changed in sorted(_own_files()):
        digest.update(f"{file}\0{size}\0{changed}\n".encode())
    for entry in sorted(entry_points(group="xdistify.transforms"), key=str):
        dist = entry.dist
        digest.update(f"{entry.name} {entry.value} {dist.version if dist else ''}\n".encode())
    return digest.digest()


def _own_files() -> Iterator[tuple[str, int, int]]:
    top = Path(__file__).parent
    for pattern in ("**/*.py", "**/*.toml"):
        for file in top.glob(pattern):
            status = file.stat()
            yield file.relative_to(top).as_posix(), status.st_size, status.st_mtime_ns
