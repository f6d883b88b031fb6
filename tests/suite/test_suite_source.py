"""From positions in the syntax tree to bytes: whatever the encoding and the line ends."""

import ast
import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codemods.suite.source import Source, Unreadable, parse

CODECS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "latin-1": "latin-1"}
ENDS = ("\n", "\r\n", "\r")


def characters(codec: str, without: str) -> st.SearchStrategy[str]:
    """Text that may stand raw in a literal of a file with this encoding."""
    highest = 255 if codec == "latin-1" else None
    alphabet = st.characters(
        max_codepoint=highest, exclude_categories=("Cs",), exclude_characters=f"\0\\\r\n{without}"
    )
    return st.text(alphabet, max_size=12)


@st.composite
def literals(draw: st.DrawFn, codec: str) -> str:
    quote = draw(st.sampled_from(["'", '"']))
    body = draw(characters(codec, without="'\""))
    if draw(st.booleans()):
        inner = "\n".join(draw(st.lists(characters(codec, without="'\""), max_size=3)))
        return f"{quote * 3}{body}\n{inner}{quote * 3}"
    return f"{quote}{body}{quote}"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    codec = draw(st.sampled_from(sorted(CODECS)))
    lines = [f"# -*- coding: {CODECS[codec]} -*-"]
    for _ in range(draw(st.integers(1, 5))):
        one, other = draw(literals(codec)), draw(literals(codec))
        comment = draw(characters(codec, without="\f"))
        lines += draw(
            st.sampled_from(
                [
                    [f"é = {one}; ü = {other}  # {comment}"],
                    [f"f({one}, é={other})"],
                    [f"x = ({one}  # {comment}", f"     {other})"],
                    [f"\f# {comment}", f"\fx = [{one}, {other}]"],
                    ["def é():", f"\tü = {one}; return ü, {other}", ""],
                    [f"if {one}:", f"    f(f'{{é}}', {other})"],
                ]
            )
        )
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    ends = draw(st.sampled_from([*((end,) for end in ENDS), ENDS]))
    pieces = text.split("\n")
    # Python looks for the coding line up to the first LF.
    glue = ["\r\n", *(draw(st.sampled_from(ends)) for _ in pieces[2:])]
    return "".join(a + b for a, b in zip(pieces, [*glue, ""], strict=True)).encode(codec)


def strings(source: Source) -> list[ast.Constant]:
    """The literals, apart from the parts of f-strings, which have no place before Python 3.12."""
    parts = {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
    }
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
    ]


@settings(max_examples=200, deadline=None)
@given(raw=files())
@example(raw="é = 'é'; ü = 'ü'\r\n".encode("utf-8-sig"))
@example(raw="# coding: latin-1\né = 'é'; ü = 'ü'".encode("latin-1"))
@example(raw="# coding: utf-8\nx = '\u2028\x85\x0b\x1c'; y = 'z'".encode())
def test_the_span_of_every_string_slices_to_its_literal(raw):
    source = parse("test_any.py", raw)

    found = strings(source)

    assert found
    for node in found:
        start, end = source.span(node)
        assert source.text(start, end) == source.segment(node)
        assert ast.literal_eval(f"({source.segment(node)})") == node.value
        assert raw[start:end] == source.encode(source.text(start, end))


@settings(max_examples=100, deadline=None)
@given(raw=files())
def test_lines_cover_the_file_and_offsets_know_their_line(raw):
    source = parse("test_any.py", raw)
    bom = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    count = source.line_of(len(raw))

    lines = [source.line(number) for number in range(1, count + 1)]

    assert b"".join(lines) == raw[bom:]
    for number, line in enumerate(lines, 1):
        start = source.line_start(number)
        assert raw[start : start + len(line)] == line
        for offset in {start, start + max(0, len(line) - 1)}:
            assert source.line_of(offset) == (number if line else count)
    assert source.line_start(count + 1) == len(raw)


@pytest.mark.parametrize(
    ("raw", "newline"),
    [(b"x = 1", "\n"), (b"x = 1\r\ny = 2\n", "\r\n"), (b"x = 1\ry = 2", "\r"), (b"\n\r\n", "\n")],
)
def test_the_first_line_end_is_that_of_the_file(raw, newline):
    assert parse("test_any.py", raw).newline == newline


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"x = '\xe9'\n", "cannot be decoded"),
        (b"# coding: nonsense\n", "cannot be decoded"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "cannot be decoded"),
        ("x = 1\n".encode("utf-16"), "null bytes"),
        (b"x = (\n", "does not parse"),
        (b"def f():\nreturn\n", "does not parse (line 2"),
    ],
)
def test_what_is_no_source_is_said_to_be_none(raw, reason):
    with pytest.raises(Unreadable, match=reason.replace("(", r"\(")):
        parse("test_any.py", raw)


def test_text_that_the_encoding_cannot_say_is_not_encoded():
    source = parse("test_any.py", b"# coding: latin-1\n")

    assert source.encode("é") == b"\xe9"
    with pytest.raises(UnicodeEncodeError):
        source.encode("€")
