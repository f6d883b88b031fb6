"""Objects that are asked for names as a file system is: stores, which alone know where they are."""

import ast
import re
import sys
from functools import lru_cache

from codemods.suite.model import Module
from codemods.suite.module import dotted_name
from codemods.suite.source import Source

_ASKED = re.compile(rb"\.(?:exists|listdir|isfile|isdir|is_file|is_dir|makedirs?)\(\s*[^)\s]")
_RECEIVER = re.compile(rb"[\w.]+$")
_LONGEST = 100
"""Bytes of what stands before the dot."""


def is_in_store(module: Module, call: ast.Call) -> bool:
    """Whether a call is one of a method of an object that a file also asks what it has by name.

    Modules of the standard library are asked for files of the machine.
    """
    if not isinstance(call.func, ast.Attribute):
        return False
    receiver = call.func.value
    if not isinstance(receiver, ast.Name | ast.Attribute):
        return False
    asked = _asked(module.source)
    if not asked or ast.unparse(receiver).encode() not in asked:
        return False
    top = (dotted_name(receiver, module.imports) or "").partition(".")[0]
    return top not in sys.stdlib_module_names


@lru_cache(maxsize=1024)
def _asked(source: Source) -> frozenset[bytes]:
    """What stands before the dot of such questions."""
    raw = source.raw
    starts = (found.start() for found in _ASKED.finditer(raw))
    heads = (_RECEIVER.search(raw[max(0, start - _LONGEST) : start]) for start in starts)
    return frozenset(head[0] for head in heads if head)
