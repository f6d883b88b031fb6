"""How things look. Every difference that a colour makes, a character makes too."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

from rich.style import Style

Theme = Literal["blue-orange", "red-green", "mono"]
THEMES: tuple[Theme, ...] = get_args(Theme)

_PLAIN = {
    "head": "bold",
    "hunk": "dim",
    "note": "italic",
    "label": "bold",
    "sign plain": "bold",
    "group": "bold",
    "cursor": "bold",
    "key": "bold",
    "bar": "reverse",
    "question": "bold",
    "words gone": "underline",
    "words come": "underline",
}
_DARK = {
    "hunk": "#8b949e",
    "note": "italic #8b949e",
    "label": "bold #79c0ff",
    "gutter": "#6e7681",
    "sign plain": "bold #79c0ff",
    "none": "on #191c20",
    "group": "bold #79c0ff",
    "resource": "#c9d1d9",
    "cursor": "bold on #2d3f5a",
    "key": "bold #79c0ff",
    "bar": "#e6edf3 on #22303f",
    "question": "bold #ffd580",
    "safe": "#7ee0c0",
    "unsafe": "#ffd580",
    "manual": "#8b949e",
    "rejected": "#ffb86b",
    "accepted": "#6cb6ff",
    "ignored": "#8b949e",
    "later": "#d2a8ff",
    "undecided": "#e6edf3",
    "comment": "italic #8b949e",
    "string": "#a5d6ff",
    "number": "#79c0ff",
    "keyword": "#ff9b93",
    "defined": "#d2a8ff",
    "builtin": "#ffa657",
}
_LIGHT = {
    "hunk": "#57606a",
    "note": "italic #57606a",
    "label": "bold #0550ae",
    "gutter": "#6e7781",
    "sign plain": "bold #0550ae",
    "none": "on #eceff2",
    "group": "bold #0550ae",
    "resource": "#24292f",
    "cursor": "bold on #c8dcf5",
    "key": "bold #0550ae",
    "bar": "#1b2530 on #d5e2f0",
    "question": "bold #7a4b00",
    "safe": "#0a6350",
    "unsafe": "#7a4b00",
    "manual": "#57606a",
    "rejected": "#8a4500",
    "accepted": "#0550ae",
    "ignored": "#57606a",
    "later": "#6639ba",
    "undecided": "#1b2530",
    "comment": "italic #57606a",
    "string": "#0a3069",
    "number": "#0550ae",
    "keyword": "#a40e26",
    "defined": "#6639ba",
    "builtin": "#8a4500",
}
_CHANGED = {
    ("blue-orange", True): ("#33230f", "#6a4412", "#ffb454", "#10263c", "#1c4a78", "#6cb6ff"),
    ("blue-orange", False): ("#fff0dd", "#ffd09a", "#8a4500", "#e2f0ff", "#b0d5fb", "#0550ae"),
    ("red-green", True): ("#3a1719", "#74262b", "#ff8f87", "#11301b", "#1f6332", "#6fdd8b"),
    ("red-green", False): ("#ffebe9", "#ffc1bb", "#a40e26", "#e6ffec", "#a6ecba", "#116329"),
}


@lru_cache(maxsize=8)
def palette(theme: Theme, dark: bool) -> Mapping[str, Style]:
    """The styles by the name of what they are for."""
    found = dict(_PLAIN)
    if theme != "mono":
        found |= _DARK if dark else _LIGHT
        gone, gone_words, gone_sign, come, come_words, come_sign = _CHANGED[theme, dark]
        found |= {
            "gone": f"on {gone}",
            "words gone": f"underline on {gone_words}",
            "sign gone": f"bold {gone_sign} on {gone}",
            "come": f"on {come}",
            "words come": f"underline on {come_words}",
            "sign come": f"bold {come_sign} on {come}",
        }
    return {name: Style.parse(look) for name, look in found.items()}
