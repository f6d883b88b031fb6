"""Which code has no effect but its value, and which stays within the standard library."""

import ast
import builtins
import sys
from collections.abc import Iterator

from codemods.suite.model import Module
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of

_MAKERS = frozenset(
    {
        "bool",
        "bytes",
        "dict",
        "float",
        "frozenset",
        "int",
        "len",
        "list",
        "max",
        "min",
        "range",
        "repr",
        "reversed",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
        "enumerate",
        "datetime.date",
        "datetime.datetime",
        "datetime.timedelta",
        "decimal.Decimal",
        "fractions.Fraction",
        "tempfile.gettempdir",
        "textwrap.dedent",
        "uuid.UUID",
    }
)
_MAKING_MODULES = ("os.path.", "pathlib.", "posixpath.")
_OF_VALUES = frozenset(
    {
        "as_posix",
        "decode",
        "encode",
        "format",
        "join",
        "joinpath",
        "keys",
        "items",
        "lower",
        "lstrip",
        "replace",
        "rstrip",
        "split",
        "splitlines",
        "strip",
        "title",
        "upper",
        "values",
        "with_name",
        "with_suffix",
    }
)
_PLAIN = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.Subscript,
    ast.Slice,
    ast.Starred,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.comprehension,
    ast.keyword,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
    ast.expr_context,
)


def is_plain(node: ast.expr, module: Module) -> bool:
    """Whether evaluating an expression once more gives an equal value and does nothing else."""
    for inner in nodes_of(node):
        if isinstance(inner, ast.Call):
            if not _makes_value(inner, module):
                return False
        elif not isinstance(inner, _PLAIN):
            return False
    return True


def _makes_value(call: ast.Call, module: Module) -> bool:
    dotted = dotted_name(call.func, module.imports) or ""
    if dotted in _MAKERS or dotted.startswith(_MAKING_MODULES):
        return dotted.partition(".")[0] not in module.bound or dotted not in module.bound
    return isinstance(call.func, ast.Attribute) and call.func.attr in _OF_VALUES


def can_change(node: ast.expr) -> bool:
    """Whether the value of a plain expression is an object that its methods change."""
    makers = {"bytearray", "dict", "list", "set", "sorted"}
    match node:
        case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in makers
        case ast.Tuple(elts=parts):
            return any(can_change(part) for part in parts)
        case ast.IfExp(body=one, orelse=other):
            return can_change(one) or can_change(other)
        case ast.Name() | ast.Subscript():
            return True
        case _:
            return False


def is_standard(name: str, module: Module) -> bool:
    """Whether a global name stands for something of Python itself or its library."""
    found = module.imports.get(name)
    if found is not None:
        return found.module.partition(".")[0] in sys.stdlib_module_names
    return name not in module.bound and hasattr(builtins, name)


def outside_calls(node: ast.AST, module: Module, local: frozenset[str]) -> Iterator[str]:
    """What a statement calls that is neither of Python itself nor a method of a local object."""
    for inner in nodes_of(node):
        if not isinstance(inner, ast.Call):
            continue
        head = inner.func
        while isinstance(head, ast.Attribute | ast.Subscript | ast.Call):
            head = head.func if isinstance(head, ast.Call) else head.value
        if not isinstance(head, ast.Name) or head.id in local or is_standard(head.id, module):
            continue
        constant = module.constants.get(head.id)
        if constant is None or not is_plain(constant, module):
            yield ast.unparse(inner.func)


def loads(node: ast.AST) -> set[str]:
    """The names that a piece of code reads."""
    return {
        inner.id
        for inner in nodes_of(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
    }


def stores(node: ast.AST) -> set[str]:
    """The names that a piece of code binds or deletes."""
    found: set[str] = set()
    for inner in nodes_of(node):
        match inner:
            case ast.Name(ctx=ast.Store() | ast.Del()):
                found.add(inner.id)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(inner.name)
            case ast.alias():
                found.add(inner.asname or inner.name.partition(".")[0])
            case ast.ExceptHandler() if inner.name:
                found.add(inner.name)
            case _:
                continue
    return found


def changed(node: ast.AST) -> set[str]:
    """The names whose objects a piece of code may change: by a method, an item, an attribute."""
    found: set[str] = set()
    for inner in nodes_of(node):
        head: ast.expr | None = None
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            head = inner.func.value if inner.func.attr not in _OF_VALUES else None
        elif isinstance(inner, ast.Attribute | ast.Subscript):
            head = inner.value if isinstance(inner.ctx, ast.Store | ast.Del) else None
        elif isinstance(inner, ast.AugAssign):
            head = inner.target
        while isinstance(head, ast.Attribute | ast.Subscript):
            head = head.value
        if isinstance(head, ast.Name):
            found.add(head.id)
    return found
