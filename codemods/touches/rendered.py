"""What is made of the letters of texts, and where those letters are counted or held against others.

A path that moves becomes longer, and is spelled otherwise in capitals, in an address, as a hash.
"""

import ast
import re
from collections.abc import Sequence

from codemods.touches.arguments import Arguments
from codemods.touches.state import Reading
from codemods.touches.values import Ref, Rendered, Sequential, Text, Values, texts

OUTPUTS = frozenset({"output", "stdout", "stderr", "message"})
"""Attributes by which what runs a program gives what the program has printed."""

_OUTPUT = re.compile(
    r"pytest\.(cap\w+\.readouterr\(\)\.(out|err)|caplog\.text)"
    r"|subprocess\.\w+\(\)\.(output|stdout|stderr)|.*\.getvalue\(\)"
)
_ERROR = re.compile(r"(pytest\.(raises|warns)|builtins\.Exception)\(\)(\.(value|exception))?")
_FUNCTIONS = re.compile(
    r"builtins\.(hash|sorted|list|tuple|set|frozenset|repr|ascii|ord|reversed)|hashlib\.\w+"
    r"|base64\.\w+|binascii\.\w+|zlib\.(crc32|adler32)|urllib\.parse\.quote\w*|shlex\.quote"
    r"|html\.escape|uuid\.uuid[35]|xml\.sax\.saxutils\.\w+|textwrap\.\w+"
)
METHODS = frozenset(
    ("upper", "lower", "title", "swapcase", "capitalize", "casefold", "encode", "expandtabs")
) | {"ljust", "rjust", "center", "zfill"}
"""Methods of a text that give another one with as much, or as little, in it."""

POSITIONS = frozenset({"index", "rindex", "find", "rfind", "count"})
_PRINTED = frozenset({"check_output", "getoutput", "getMessage", "getvalue"})
_SPLITTING = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition"})
_ANSWERS = frozenset({"startswith", "endswith"})
_TELLING = re.compile(
    r"assert(Equals?|NotEqual|Is|In|NotIn|Less|LessEqual|Greater|GreaterEqual|AlmostEqual"
    r"|CountEqual|ListEqual|SequenceEqual|MultiLineEqual)$"
)
_BEYOND = 1
"""What has a length beyond this is compared with a length, and not asked whether it is there."""


def by_function(dotted: str, arguments: Arguments) -> Values:
    """What a function of the standard library makes of texts; nothing if it makes none."""
    if dotted == "builtins.len":
        return tuple(_measure(value) for value in _given(arguments))
    if _FUNCTIONS.fullmatch(dotted):
        return tuple(_letters(value) for value in _given(arguments))
    if dotted == "builtins.str" and any(
        isinstance(value, Ref) and _ERROR.fullmatch(value.dotted) for value in _first(arguments)
    ):
        return (Rendered(),)
    return tuple(value for value in _given(arguments) if dotted == "builtins.str")


def by_method(value: Rendered | Text, name: str) -> Values:
    """What a method of such a text, or of a text that is known, gives."""
    if name in POSITIONS:
        return (_measure(value),)
    if name in _SPLITTING:
        return (Sequential(((Rendered(_paths(value), part=True),),)),)
    if isinstance(value, Text):
        return (_letters(value),) if name in METHODS else ()
    return () if name in _ANSWERS or name.startswith("is") else (value,)


def output(dotted: str) -> Values:
    """What has been printed, if that is what the dotted name gives."""
    if dotted == "pytest.caplog.messages":
        return (Sequential(((Rendered(),),)),)
    return (Rendered(),) if _OUTPUT.fullmatch(dotted) else ()


def of_program(name: str) -> Values:
    """What a call gives by whose name it gives what was printed or logged."""
    if name in ("communicate", "readouterr"):
        return (Sequential(((Rendered(),), (Rendered(),))),)
    return (Rendered(),) if name in _PRINTED else ()


def pair(values: Values) -> Values:
    """Output and errors, if that is what the value holds."""
    (whole,) = values if len(values) == 1 else (None,)
    both = isinstance(whole, Ref) and whole.dotted.endswith(".readouterr()")
    return (Sequential(((Rendered(),), (Rendered(),))),) if both else values


def one_of(values: Values) -> Values:
    """What a text is taken apart into, where it is not known which part is which."""
    (whole,) = values if len(values) == 1 else (None,)
    if not isinstance(whole, Sequential) or len(whole.items) != 1:
        return ()
    return tuple(value for value in whole.items[0] if isinstance(value, Rendered))


def compare(
    reading: Reading,
    node: ast.expr,
    operands: Sequence[tuple[ast.expr, Values]],
    ops: Sequence[ast.cmpop] = (),
) -> None:
    """Remember where letters, or how many there are, are held against what does not move."""
    for expression, values in operands:
        for value in values:
            others = [other for other in operands if other[0] is not expression]
            if isinstance(value, Rendered) and any(_decides(value, *it, ops) for it in others):
                _remember(reading, node, value)


def is_comparison(name: str) -> bool:
    """Whether a method of this name compares its first two arguments."""
    return bool(_TELLING.match(name))


def cut(reading: Reading, node: ast.Subscript, value: Rendered | Text) -> Values:
    """A piece of such a text, remembered where letters were counted to find it."""
    where = node.slice
    numbers = [where.lower, where.upper, where.step] if isinstance(where, ast.Slice) else [where]
    given = [n.value for n in numbers if isinstance(n, ast.Constant) and isinstance(n.value, int)]
    if any(number > _BEYOND for number in given):
        _remember(reading, node, value)
    return (value,) if isinstance(value, Rendered) else ()


def _decides(
    value: Rendered, expression: ast.expr, values: Values, ops: Sequence[ast.cmpop]
) -> bool:
    """Whether what the other operand is decides how the comparison comes out."""
    said = expression.value if isinstance(expression, ast.Constant) else None
    same = not ops or isinstance(ops[0], ast.Eq | ast.NotEq)
    if value.number:
        if any(isinstance(other, Rendered) for other in values):
            return same and values != (value,)
        named = isinstance(expression, ast.Name) and not values
        return named or (isinstance(said, int) and said > _BEYOND)
    if not value.paths or value.part:
        return False
    listed = isinstance(expression, ast.List | ast.Tuple | ast.Set)
    return bool(said) or listed or bool(texts(values))


def _remember(reading: Reading, node: ast.expr, value: Rendered | Text) -> None:
    if not reading.foreign:
        held = [value] if isinstance(value, Text) else value.paths
        reading.measured += [(node.lineno, text.text) for text in held] or [(node.lineno, "")]


def _measure(value: Rendered | Text) -> Rendered:
    return Rendered(_paths(value), number=True)


def _letters(value: Rendered | Text) -> Rendered:
    return Rendered(_paths(value))


def _paths(value: Rendered | Text) -> tuple[Text, ...]:
    return (value,) if isinstance(value, Text) else value.paths


def _first(arguments: Arguments) -> Values:
    return arguments.positional[0] if arguments.positional else ()


def _given(arguments: Arguments) -> list[Rendered | Text]:
    return [value for value in _first(arguments) if isinstance(value, Rendered | Text)]
