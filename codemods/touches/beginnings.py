"""Where the path of something that tests share may begin, as bytes show it.

A change reaches what tests share only by a path that begins somewhere: with a literal, or with the
folder in which the run, the user or the code lives. What is only put behind a folder that a test
has for itself begins nothing.
"""

import re

from codemods.touches.table import CALLS, OPENERS
from codemods.touches.words import shows_any, sign, touches_files

_PLACES = (
    *("gettempdir", "tempdir", "getcwd", "getcwdb", "cwd", "curdir", "rootdir", "rootpath"),
    *("environ", "getenv", "expanduser", "expandvars", "home", "__file__", "invocation_dir"),
    *("tmp_path_factory", "tmpdir_factory", "getbasetemp"),
)
_LONG = "qlite3?|ickle|arquet|eather|onfig|utput|esults?|eport|ache|ocket|operties"
"""What may follow the first letter of the long ones among the usual endings of file names."""

_QUOTE = rb"[\"'](?<![/+%][\"'])(?<![/+%] [\"'])(?<![/+%][rbfu][\"'])(?<![/+%] [rbfu][\"'])"
"""The beginning of a literal, without an operator before it that puts it behind another text."""

_ANCHORED = re.compile(_QUOTE + rb"(?:/(?=[\w.{%])|~/|\.{1,2}/|[A-Z]:[\\/])[^\s\"'>]")
_NAMED = re.compile(
    _QUOTE + rb"(?![a-z+]+://|(?:text|application|image|audio|video|multipart|message|font)/)"
    rb"(?=[^\"'\n]*\w[A-Za-z_{])[^\s\"'@<>,;=/]*"
    rb"(?:/[^\s\"'@<>,;=]+|[\w}]\.[A-Za-z](?:\w{0,3}|" + _LONG.encode() + rb"))[\"']"
)
_JOINED = re.compile(
    rb"join(?<!\wjoin)(?:path)?\(\s*[^\"'\s)][^()\"']*(?:\([^()]*\)[^()\"']*)*"
    rb"(?:,\s*[rbfu]?[\"'][^\"'\n]*[\"'])+"
)
_PIECE = re.compile(
    rb"\.(?<!path\.)(?<!os\.)(?:join|joinpath|ensure|makefile|mktemp|with_name|with_suffix|mkdir|endswith"
    rb"|startswith|split)\(\s*[rbfu]?[\"'][^\"'\n]*[\"']"
)
_HANDED = re.compile(
    rb"(?<!\w)(\w+)\s*\((?:[^()\"'\n]*,)?\s*(?:\w+\s*=\s*)?[rRbBfFuU]{0,2}[\"'](?![rwaxbt+]{1,3}[\"'])"
)
_WORD = re.compile(rb"(?:=|\belse|\bor)\s*\(?[rRbBfFuU]{0,2}[\"'][\w-]{2,}[\"']")
_DEFINED = re.compile(rb"@|(?:async\s+)?def\b|class\b")
_HEAD = 120
"""Bytes of a function that say whether it sets something up."""
_SHORT = 400
"""Bytes of a function that does one thing."""
_DIRECT = frozenset(
    {dotted.rpartition(".")[2].encode() for dotted in (*CALLS, *OPENERS)} | {b"Path"}
)
_names_a_place = shows_any([sign(word) for word in _PLACES])


def begins_a_path(code: bytes, helpers: frozenset[bytes]) -> bool:
    """Whether a path may begin in a piece of code that serves tests.

    Args:
        helpers: names of what leads to a change; any text that they are given may be a path.
    """
    if spells_a_beginning(code):
        return True
    handed = (match[1] for match in _HANDED.finditer(_without_pieces(code)))
    return any(name in helpers or name in _DIRECT for name in handed) or _keeps_a_name(code)


def spells_a_beginning(code: bytes) -> bool:
    """Whether a path surely begins in a piece of code, as far as its looks tell."""
    if _names_a_place(code):
        return True
    code = _without_pieces(code)
    return bool(_ANCHORED.search(code) or _NAMED.search(code))


def gives_a_beginning(code: bytes) -> bool:
    """Whether a function is hardly more than a name for a place from which paths begin."""
    return len(code) <= _SHORT and b"return" in code and _names_a_place(code)


def _keeps_a_name(code: bytes) -> bool:
    """Whether a word is kept that may be the name of a file in the current folder."""
    if _DEFINED.match(code) is None:
        return _WORD.search(code) is not None
    is_kept = b"setup" in code[:_HEAD].lower() or b"fixture" in code[:_HEAD]
    return (is_kept or touches_files(code)) and _WORD.search(code) is not None


def _without_pieces(code: bytes) -> bytes:
    """The code without the texts that are put behind a folder."""
    return _PIECE.sub(b"", _JOINED.sub(b"", code) if b"join" in code else code)
