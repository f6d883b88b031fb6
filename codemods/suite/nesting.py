"""Whether a file nests so deeply that a parser which recurses in native code would overflow."""

import io
import token
import tokenize

_DEEPEST = 100
_LONGEST = 400
_OPENING, _CLOSING, _PARTING = frozenset("([{"), frozenset(")]}"), frozenset(",;")


def nests_too_deeply(raw: bytes) -> bool:
    """Whether LibCST should not be asked to parse ``raw``.

    Its parser recurses once or more for each block, bracket, operator, attribute, ``elif``, and
    piece of a string that is written in pieces: with 1,600 brackets it ends the process. So the
    longest way down through these, in tokens, is bounded. What cannot be cut into tokens counts
    as too deep.
    """
    way = indents = branches = 0
    around: list[tuple[int, str]] = []
    try:
        for kind, text, *_ in tokenize.tokenize(io.BytesIO(raw).readline):
            if kind == token.NEWLINE:
                way = 0
                around.clear()
                continue
            if kind in (token.COMMENT, token.NL):
                continue
            indents += (kind == token.INDENT) - (kind == token.DEDENT)
            branches += text == "elif"
            if text in _OPENING or text == "lambda":
                around.append((way, text))
            elif around and (text in _CLOSING or (text == ":" and around[-1][1] == "lambda")):
                way = around.pop()[0]
            elif text in _PARTING:
                way = around[-1][0] if around else 0
            way += 1 + (_inner(text) if kind == token.STRING else 0)
            if max(indents, len(around)) > _DEEPEST or max(branches, way) > _LONGEST:
                return True
    except (tokenize.TokenError, SyntaxError, ValueError, LookupError):
        return True
    return False


def _inner(text: str) -> int:
    """How deep the expressions in a formatted string may go: up to 3.11 it is one token."""
    prefix = text[: text.find(text[-1])].lower()
    return sum(map(text.count, "([{-+~*.^|&/")) if "f" in prefix or "t" in prefix else 0
