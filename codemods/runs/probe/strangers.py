"""Folders that appear where everybody writes, and that may be another program's."""

from __future__ import annotations

from typing import Any

from .folders import Folders
from .real import Real

_MOST_FOLDERS = 500
_MOST_LINES = 1000


class Strangers:
    """Keeps back what happens in such a folder until the suite names or touches it."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._lines: dict[str, list[dict[str, Any]]] = {}
        self._said: set[str] = set()

    def met(self, folder: str) -> bool:
        """Somebody made a folder; whether it is worth to be followed."""
        if self._folders.top(folder) == folder and folder not in self._lines:
            name = folder.rpartition(Real.sep)[2]
            if any(name in words for words in self._said):
                return True
            if len(self._lines) >= _MOST_FOLDERS:
                return False
            self._lines[folder] = []
        return True

    def keeps(self, line: dict[str, Any]) -> bool:
        """Whether a line that is about a path is kept back."""
        top = self._folders.top(line["what"])
        if top not in self._lines or top == line["what"]:
            return False
        if len(self._lines[top]) < _MOST_LINES:
            self._lines[top].append(line)
        return True

    def touched(self, path: str) -> list[dict[str, Any]]:
        """The suite touches a path: the lines that were kept back for it."""
        return self._lines.pop(self._folders.top(path), [])

    def said(self, words: str) -> list[dict[str, Any]]:
        """The suite starts a child with these words: the lines that were kept back for it."""
        self._said.add(words)
        named = [top for top in self._lines if top.rpartition(Real.sep)[2] in words]
        return [line for top in named for line in self._lines.pop(top)]
