"""What a SQL text does, read far enough to name the databases, schemas and tables in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.touches.model import HOLE, Does

_NAME = rf"[\"`\[]?((?:[\w$.]|{HOLE})+(?:[-](?:[\w$]|{HOLE})+)*)[\"`\]]?"
_OF_ALL = (
    (rf"create\s+database\s+(?:if\s+not\s+exists\s+)?{_NAME}", "database", Does.MAKES),
    (rf"drop\s+database\s+(?:if\s+exists\s+)?{_NAME}", "database", Does.REMOVES),
    (rf"alter\s+database\s+{_NAME}", "database", Does.CHANGES),
    (rf"\btemplate\s*=?\s*{_NAME}", "database", Does.READS),
    (rf"create\s+schema\s+(?:if\s+not\s+exists\s+)?{_NAME}", "schema", Does.MAKES),
    (rf"drop\s+schema\s+(?:if\s+exists\s+)?{_NAME}", "schema", Does.REMOVES),
    (rf"search_path\s*(?:=|to)\s*{_NAME}", "schema", Does.OPENS),
    (rf"create\s+(?:role|user)\s+{_NAME}", "role", Does.MAKES),
    (rf"drop\s+(?:role|user)\s+(?:if\s+exists\s+)?{_NAME}", "role", Does.REMOVES),
)
_OF_ROWS = (
    (rf"\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?{_NAME}", Does.MAKES),
    (rf"\bdrop\s+table\s+(?:if\s+exists\s+)?{_NAME}", Does.REMOVES),
    (rf"\btruncate\s+(?:table\s+)?(?:only\s+)?{_NAME}", Does.CLEARS),
    (rf"\bdelete\s+from\s+(?:only\s+)?{_NAME}", Does.CLEARS),
    (rf"\binsert\s+into\s+{_NAME}", Does.CHANGES),
    (rf"\bupdate\s+(?:only\s+)?{_NAME}\s+set\b", Does.CHANGES),
    (rf"\balter\s+table\s+{_NAME}", Does.CHANGES),
    (rf"\bcopy\s+{_NAME}", Does.CHANGES),
    (rf"(?<!delete\s)\bfrom\s+(?:only\s+)?{_NAME}", Does.READS),
    (rf"\bjoin\s+{_NAME}", Does.READS),
)
_ALL = tuple((re.compile(text, re.IGNORECASE), thing, does) for text, thing, does in _OF_ALL)
_ROWS = tuple((re.compile(text, re.IGNORECASE), does) for text, does in _OF_ROWS)
_TEMPORARY = re.compile(r"\bcreate\s+(global\s+|local\s+)?temp(orary)?\s+table\b", re.IGNORECASE)
_OF_SERVER = re.compile(r"^(pg_|information_schema)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a statement names: ``database``, ``schema``, ``role``, else a ``table``."""

    thing: str
    name: str
    does: Does


def named_in(text: str) -> Iterator[Named]:
    """The things that a SQL text names, those that stand for a whole database first."""
    for pattern, thing, does in _ALL:
        for match in pattern.finditer(text):
            yield Named(thing, match[1], does)
    if _TEMPORARY.search(text):
        return
    for pattern, does in _ROWS:
        for match in pattern.finditer(text):
            if not _OF_SERVER.match(match[1]):
                schema, _, table = match[1].rpartition(".")
                if schema and schema != "public":
                    yield Named("schema", schema, Does.READS)
                yield Named("table", table, does)


def database_in(text: str) -> tuple[str, str] | None:
    """The scheme and the database of a URL or a connection string, either empty if not there."""
    url = re.match(rf"((?:[\w+.]|{HOLE})*)://[^/]*(?:/([^?#]*))?", text)
    if url:
        return url[1], url[2] or ""
    if text.startswith(HOLE):
        tail = text.partition("?")[0].rpartition("/")
        return "", tail[2] if tail[1] else HOLE
    option = re.search(rf"\bdbname\s*=\s*'?((?:[\w$-]|{HOLE})+)", text)
    if option:
        return "", option[1]
    return None if "=" in text else ("", text)
