"""Every key of the screen, once: what the keyboard, the footer, the help and the palette know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does.

    Attributes:
        keys: as Textual names them; the first is shown.
        action: name of the method ``action_…`` of the app.
        hint: one or two words, for the footer; empty where it is not shown there.
        does: a clause, for the help.
        group: under what it stands in the help.
        rank: the lower, the narrower the terminal may be for its hint.
    """

    keys: tuple[str, ...]
    action: str
    hint: str
    does: str
    group: str
    rank: int = 9

    @property
    def shown(self) -> str:
        """The key as a person knows it."""
        return _NAMES.get(self.keys[0], self.keys[0])

    @property
    def for_fix(self) -> bool:
        """Whether it is of use only where there is a fix."""
        return self.keys[0] in "ynseARPfd"

    @property
    def all_shown(self) -> str:
        return " ".join(_NAMES.get(key, key) for key in self.keys)


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "ctrl+r": "^r",
    "ctrl+p": "^p",
    "ctrl+c": "^c",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "enter": "Enter",
    "shift+up": "S-Up",
    "shift+down": "S-Down",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "tab": "Tab",
    "space": "Space",
}

DECIDE, MANY, BACK, MOVE, SEE, END = (
    "Decide on this fix",
    "Decide on many (asks first)",
    "Go back on it",
    "Move",
    "See more, or less",
    "And",
)

KEYS = (
    Key(("y",), "decide('accepted')", "yes", "accept it, go to the next undecided one", DECIDE, 0),
    Key(("n",), "decide('rejected')", "no", "reject it, go to the next undecided one", DECIDE, 0),
    Key(("s",), "decide('later')", "later", "leave it for later, go to the next", DECIDE, 3),
    Key(("space",), "accept_here", "", "accept it, or undo that, and stay here", DECIDE),
    Key(("e",), "edit", "edit", "edit what it leads to in your editor, and accept that", DECIDE, 5),
    Key(("i",), "ignore", "ignore", "ignore the hazard for good, with a comment there", DECIDE, 5),
    Key(
        ("A",),
        "many('alike', 'accepted')",
        "all alike",
        "accept all safe ones left of its transform",
        MANY,
        4,
    ),
    Key(("R",), "many('alike', 'rejected')", "", "reject all that are left of its transform", MANY),
    Key(("P",), "many('resource', 'accepted')", "", "accept all safe ones for its resource", MANY),
    Key(("f",), "many('file', 'accepted')", "", "accept all safe ones left in its file", MANY),
    Key(("d",), "many('file', 'rejected')", "", "reject all that are left in its file", MANY),
    Key(("u",), "undo", "undo", "take the last decision back, many at once too", BACK, 2),
    Key(("ctrl+r",), "redo", "", "decide so again", BACK),
    Key(("j",), "go(1, True)", "next", "next undecided", MOVE, 6),
    Key(("k",), "go(-1, True)", "", "previous undecided", MOVE),
    Key(("down", "J"), "go(1)", "", "next in the list", MOVE),
    Key(("up", "K"), "go(-1)", "", "previous in the list", MOVE),
    Key(("home",), "first", "", "first in the list", MOVE),
    Key(("end",), "last", "", "last in the list", MOVE),
    Key(("g",), "goto", "", "go to a number, or to an id", MOVE),
    Key(("pagedown",), "page(1)", "", "a page down in the diff", MOVE),
    Key(("pageup",), "page(-1)", "", "a page up in the diff", MOVE),
    Key(("shift+down",), "line(1)", "", "a line down in the diff", MOVE),
    Key(("shift+up",), "line(-1)", "", "a line up in the diff", MOVE),
    Key(("full_stop",), "evidence_page(1)", "", "a page down in why", MOVE),
    Key(("comma",), "evidence_page(-1)", "", "a page up in why", MOVE),
    Key(("right",), "shift(8)", "", "what is cut at the right", MOVE),
    Key(("left",), "shift(-8)", "", "back to the left", MOVE),
    Key(("x",), "evidence", "why", "why, which tests, which schedulers, how safe", SEE, 3),
    Key(("tab",), "list", "list", "the list, or the fix alone", SEE, 2),
    Key(("slash",), "filter", "filter", "show only some of the list", SEE, 4),
    Key(("v",), "split", "", "side by side, or one above the other", SEE),
    Key(("w",), "wrap", "", "wrap long lines, or cut them", SEE),
    Key(("z",), "whole", "", "the whole file, or what changes", SEE),
    Key(("right_square_bracket",), "context(1)", "", "more lines around a change", SEE),
    Key(("left_square_bracket",), "context(-1)", "", "fewer lines around a change", SEE),
    Key(("question_mark",), "keys", "help", "this help", END, 1),
    Key(("ctrl+p",), "command_palette", "", "all commands by name, and themes", END),
    Key(("escape",), "clear", "", "close a question, clear the filter; decides nothing", END),
    Key(("q",), "finish", "quit", "end here; what was decided is kept", END, 1),
    Key(("Q",), "abandon", "", "end, and forget what was decided in this session", END),
    Key(("ctrl+c",), "interrupt", "", "end at once; what was decided is kept", END),
)
