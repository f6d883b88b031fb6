"""SARIF as a consumer reads it: independent of how ours is made."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import unquote_to_bytes

BOM = "\ufeff"


class Consumer:
    """Knows one run and the files below its base.

    Attributes:
        run: a SARIF run.
        files: content by POSIX path relative to the base.
    """

    def __init__(self, run: dict[str, Any], files: Mapping[str, bytes]) -> None:
        self.run = run
        self.files = files
        ends = "|".join(re.escape(end) for end in run.get("newlineSequences", ["\r\n", "\n"]))
        self.line_end = re.compile(ends)
        assert run["columnKind"] == "unicodeCodePoints"

    def path(self, location: dict[str, Any]) -> str:
        assert location["uriBaseId"] in self.run["originalUriBaseIds"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", location["uri"]), location["uri"]
        return unquote_to_bytes(location["uri"]).decode("utf-8", "surrogateescape")

    def encoding(self, location: dict[str, Any]) -> str:
        artifact = self.run["artifacts"][location["index"]]
        assert artifact["location"]["uri"] == location["uri"]
        return str(artifact.get("encoding") or self.run["defaultEncoding"])

    def text(self, location: dict[str, Any]) -> str:
        """The content of a file without its byte-order mark; empty for no file."""
        raw = self.files.get(self.path(location), b"")
        return raw.decode(self.encoding(location)).removeprefix(BOM)

    def offset(self, text: str, line: int, column: int) -> int:
        starts = [0, *(end.end() for end in self.line_end.finditer(text))]
        return starts[line - 1] + column - 1

    def span(self, text: str, region: dict[str, int]) -> tuple[int, int]:
        start = self.offset(text, region["startLine"], region.get("startColumn", 1))
        last = region.get("endLine", region["startLine"])
        end = self.offset(text, last, region["endColumn"])
        if "charOffset" in region:
            assert (start, end - start) == (region["charOffset"], region["charLength"])
        return start, end

    def seen(self, physical: dict[str, Any]) -> str:
        """The text that a location shows."""
        text = self.text(physical["artifactLocation"])
        start, end = self.span(text, physical["region"])
        return text[start:end]

    def applied(self, fix: dict[str, Any]) -> dict[str, bytes]:
        """The files that a fix changes, as they are afterwards."""
        return dict(self._changed(change) for change in fix["artifactChanges"])

    def _changed(self, change: dict[str, Any]) -> tuple[str, bytes]:
        location = change["artifactLocation"]
        before = self.text(location)
        spans = [(*self.span(before, one["deletedRegion"]), one) for one in change["replacements"]]
        assert all(a[1] < b[0] for a, b in pairwise(spans)), "they touch"
        after = before
        for start, end, one in reversed(spans):
            after = after[:start] + one["insertedContent"]["text"] + after[end:]
        raw = self.files.get(self.path(location), b"")
        mark = BOM.encode() if raw.startswith(BOM.encode()) else b""
        return self.path(location), mark + after.encode(self.encoding(location))


def regions(value: object) -> Iterator[dict[str, Any]]:
    """Every region of a run."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("region", "deletedRegion"):
                yield item
            yield from regions(item)
    elif isinstance(value, list):
        for item in value:
            yield from regions(item)
