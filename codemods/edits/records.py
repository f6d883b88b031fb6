"""Edits as JSON knows them. Bytes become text by Latin-1, one character for each byte."""

from typing import Any

from codemods.edits.model import Edit


def encode_edit(edit: Edit) -> dict[str, Any]:
    """The edit without its path, under which it is filed."""
    return {
        "start": edit.start,
        "end": edit.end,
        "before": edit.before.decode("latin-1"),
        "after": edit.after.decode("latin-1"),
        "owners": sorted(edit.owners),
        "when": edit.when,
        "rank": edit.rank,
    }


def decode_edit(path: str, data: Any) -> Edit:
    """The inverse of ``encode_edit``.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no edit.
    """
    return Edit(
        path,
        int(data["start"]),
        int(data["end"]),
        data["before"].encode("latin-1"),
        data["after"].encode("latin-1"),
        frozenset(data["owners"]),
        data["when"],
        int(data.get("rank", 0)),
    )
