"""Text of other people, made fit to be shown: nothing in it moves a cursor or turns a line round.

Source text, paths and test names come from whoever wrote the suite. Shown as they are, terminal
escapes can rewrite what stands above them, and bidirectional controls let code read as other
code (CVE-2021-42574, https://trojansource.codes).
"""

import re
import unicodedata

_UNUSUAL = re.compile(r"[^ -~]")
_HARMFUL = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def visible(text: str, keep: str = "\n\t") -> str:
    r"""The text with every character that is not seen, or that changes how others are, spelled out.

    Control characters and lone surrogates become ``\x1b`` and ``\udc80``; bidirectional controls
    and what else formats, parts lines or is private becomes ``<U+202E>``. Letters, marks, signs
    and blanks of all scripts stay.

    Args:
        keep: characters that stay as they are; ``""`` for what must not leave its line. The
            carriage return of ``\r\n`` stays where ``\n`` does: it moves nothing there.
    """
    if "\n" in keep and "\r\n" in text:
        return "\r\n".join(visible(part, keep) for part in text.split("\r\n"))
    return _UNUSUAL.sub(lambda found: _shown(found[0], keep), text)


def visible_json(text: str) -> str:
    """A JSON text that says the same, with what could act on a terminal as escapes of JSON."""
    return _UNUSUAL.sub(lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    if character in "\n\t\r" or unicodedata.category(character) not in _HARMFUL:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _shown(character: str, keep: str) -> str:
    category = unicodedata.category(character)
    if character in keep or category not in _HARMFUL:
        return character
    code = ord(character)
    if category == "Cc":
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if category == "Cs" else f"<U+{code:04X}>"
