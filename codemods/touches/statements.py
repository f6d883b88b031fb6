"""What a statement does: one after the other, both ways at every fork."""

import ast
from collections.abc import Sequence
from itertools import product

from codemods.suite.module import import_names
from codemods.suite.names import class_chain, module_path
from codemods.touches import binding, bodies, expressions, lookups
from codemods.touches.arguments import Arguments
from codemods.touches.conditions import holds
from codemods.touches.model import Role
from codemods.touches.state import Frame, Reading
from codemods.touches.table import moves
from codemods.touches.values import (
    PRIVATE,
    Closure,
    Func,
    Instance,
    ModuleValue,
    Ref,
    Value,
    Values,
    settle,
    union,
)

_MATCHERS = {"raises", "warns", "assertRaisesRegex", "assertWarnsRegex"}
_RAISING = {"raises", "assertRaises", "assertRaisesRegex"}
_ENTERS = ("__enter__", "__aenter__")
_LEAVES = ("__exit__", "__aexit__")
_FORGIVEN = {
    "OSError",
    "IOError",
    "EnvironmentError",
    "FileNotFoundError",
    "FileExistsError",
    "Exception",
    "BaseException",
    "error",
}


def execute(reading: Reading, frame: Frame, body: Sequence[ast.stmt]) -> None:
    """Read statements in order."""
    for statement in body:
        _statement(reading, frame, statement)


def _statement(reading: Reading, frame: Frame, node: ast.stmt) -> None:
    match node:
        case ast.Expr():
            with reading.under(statement=node if isinstance(node.value, ast.Call) else None):
                expressions.evaluate(reading, frame, node.value)
        case ast.Assign():
            values = expressions.evaluate(reading, frame, node.value)
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id in frame.kept:
                    reading.hand(frame, node, values, Role.KEPT)
                binding.bind(reading, frame, target, values)
        case ast.AnnAssign() if node.value:
            values = expressions.evaluate(reading, frame, node.value)
            if _is_str(node.annotation):
                reading.touch(frame, node, values, Role.EMBEDDED, needs_str=True)
            binding.bind(reading, frame, node.target, values)
        case ast.AugAssign():
            _augmented(reading, frame, node)
        case ast.Return():
            values = expressions.evaluate(reading, frame, node.value)
            if frame.returns_str:
                reading.touch(frame, node, values, Role.EMBEDDED, needs_str=True)
            frame.returns.append(settle(values))
        case ast.If():
            _if(reading, frame, node)
        case ast.For() | ast.AsyncFor():
            _for(reading, frame, node)
        case ast.While():
            expressions.evaluate(reading, frame, node.test)
            with reading.under(branch=reading.branch + 1, loop=reading.loop + 1):
                execute(reading, frame, node.body)
                execute(reading, frame, node.orelse)
        case ast.With() | ast.AsyncWith():
            _with(reading, frame, node)
        case ast.Try():
            _try(reading, frame, node)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            for default in (*node.args.defaults, *node.args.kw_defaults):
                expressions.evaluate(reading, frame, default)
            closure = Closure(node, frame.env, frame)
            frame.closures.append(closure)
            frame.env[node.name] = (closure,)
        case ast.ClassDef():
            inner = frame.nested(dict(frame.env))
            execute(reading, inner, node.body)
            frame.closures += inner.closures
            frame.env[node.name] = ()
        case ast.Import() | ast.ImportFrom():
            _import(reading, frame, node)
        case ast.Match():
            reading.touch(
                frame, node, expressions.evaluate(reading, frame, node.subject), Role.INSPECTED
            )
            with reading.under(branch=reading.branch + 1):
                for case in node.cases:
                    execute(reading, frame, case.body)
        case ast.Assert():
            expressions.evaluate(reading, frame, node.test)
            if node.msg:
                expressions.evaluate(reading, frame, node.msg)
        case ast.Global():
            frame.kept.update(node.names)
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    expressions.evaluate(reading, frame, child)


def _for(reading: Reading, frame: Frame, node: ast.For | ast.AsyncFor) -> None:
    whole = expressions.evaluate(reading, frame, node.iter)
    reading.touch(frame, node.iter, whole, Role.INSPECTED)  # letter by letter
    binding.bind(reading, frame, node.target, binding.items(whole))
    start = len(reading.touches)
    with reading.under(branch=reading.branch + 1, loop=reading.loop + 1):
        execute(reading, frame, node.body)
        execute(reading, frame, node.orelse)
    if len(node.body) == 1 and not node.orelse:
        _as_one(reading, start, node)


def _as_one(reading: Reading, start: int, node: ast.stmt) -> None:
    """A statement whose body is one statement that only touches is that touch itself."""
    inner = {id(touch.statement) for touch in reading.touches[start:]}
    if len(inner) == 1 and reading.touches[start].statement in getattr(node, "body", ()):
        reading.relabel(start, node, {})


def _augmented(reading: Reading, frame: Frame, node: ast.AugAssign) -> None:
    if isinstance(node.target, ast.Name) and isinstance(node.op, ast.Add | ast.Div):
        load = ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target)
        whole = ast.copy_location(ast.BinOp(load, node.op, node.value), node)
        binding.bind(reading, frame, node.target, expressions.evaluate(reading, frame, whole))
    else:
        reading.hand(frame, node, expressions.evaluate(reading, frame, node.value))


def _if(reading: Reading, frame: Frame, node: ast.If) -> None:
    start = len(reading.touches)
    with reading.under(tolerant=reading.tolerant + 1, branch=reading.branch + 1):
        expressions.evaluate(reading, frame, node.test)
        probed = len(reading.touches) > start
        with reading.under(tolerant=reading.tolerant if probed else reading.tolerant - 1):
            before = dict(frame.env)
            known = holds(reading.suite, frame, node.test)
            if known is not False:
                execute(reading, frame, node.body)
            after, frame.env = frame.env, before
            if known is not True:
                execute(reading, frame, node.orelse)
            if known is not None:
                frame.env = after if known else frame.env
                after = {}
            for name, values in after.items():
                others = frame.env.get(name, values)
                frame.env[name] = values if values == others else union(values, others)
    if not node.orelse and len(node.body) == 1 and isinstance(node.body[0], ast.Expr):
        reading.relabel(start, node, {Role.ABSENT: Role.GUARD})


def _with(reading: Reading, frame: Frame, node: ast.With | ast.AsyncWith) -> None:
    moved = reading.moved
    start = len(reading.touches)
    tolerant = failing = 0
    entered: list[tuple[ast.withitem, Instance]] = []
    for item in node.items:
        values = expressions.evaluate(reading, frame, item.context_expr)
        called = item.context_expr
        name = ast.unparse(called.func if isinstance(called, ast.Call) else called)
        last = name.rpartition(".")[2]
        tolerant += last == "suppress"
        failing += last in _RAISING
        if isinstance(called, ast.Call) and last in _MATCHERS:
            for pattern in (*called.args[1:2], *(k.value for k in called.keywords)):
                matched = expressions.evaluate(reading, frame, pattern)
                reading.touch(frame, called, matched, Role.INSPECTED)
        if moves(name):
            reading.moved = True
            values = (PRIVATE,)
        if last in _RAISING and not values:
            values = (Ref("pytest.raises()"),)
        entered += [(item, value) for value in values if isinstance(value, Instance)]
        given = (_through(reading, frame, item, value, _ENTERS) for value in values)
        values = union(*(new or (value,) for new, value in zip(given, values, strict=True)))
        if item.optional_vars:
            binding.bind(reading, frame, item.optional_vars, values)
    with reading.under(tolerant=reading.tolerant + tolerant, failing=reading.failing + failing):
        execute(reading, frame, node.body)
    for item, instance in reversed(entered):
        _through(reading, frame, item, instance, _LEAVES)
    if tolerant == len(node.items) and len(node.body) == 1:
        _as_one(reading, start, node)
    if not any(isinstance(item.context_expr, ast.Name) for item in node.items):
        reading.moved = moved


def _through(
    reading: Reading, frame: Frame, item: ast.withitem, value: Value, names: Sequence[str]
) -> Values:
    """What an object of the project does where a ``with`` begins or ends, and what that gives."""
    suite, at = reading.suite, item.context_expr
    chain = (
        class_chain(value.cls, suite.modules, suite.config) if isinstance(value, Instance) else ()
    )
    for cls, name in product(chain, names):
        method = suite.modules[cls.module].functions.get(f"{cls.qualname}.{name}")
        if method and isinstance(value, Instance):
            call = ast.copy_location(ast.Call(at, [], []), at)
            nothing = Arguments(call, (), {}, False)
            return bodies.call_function(reading, frame, Func(method, value), nothing)
    return ()


def _try(reading: Reading, frame: Frame, node: ast.Try) -> None:
    start = len(reading.touches)
    forgiving = any(_forgives(handler) for handler in node.handlers)
    with reading.under(tolerant=reading.tolerant + forgiving):
        execute(reading, frame, node.body)
    for handler in node.handlers:
        if handler.name:
            frame.env[handler.name] = (Ref("builtins.Exception()"),)
        with reading.under(branch=reading.branch + 1):
            execute(reading, frame, handler.body)
    execute(reading, frame, node.orelse)
    execute(reading, frame, node.finalbody)
    alone = len(node.body) == 1 and isinstance(node.body[0], ast.Expr)
    passive = all(
        len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass)
        for handler in node.handlers
    )
    if forgiving and alone and passive and not node.orelse and not node.finalbody:
        reading.relabel(start, node, {})


def _forgives(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(kind).rpartition(".")[2] in _FORGIVEN for kind in kinds)


def _import(reading: Reading, frame: Frame, node: ast.Import | ast.ImportFrom) -> None:
    names, _ = import_names(node, frame.module.path)
    suite = reading.suite
    for name, found in names.items():
        values: Values = (Ref(found.dotted),)
        for dotted in dict.fromkeys((found.dotted, found.module)):
            path = module_path(dotted, frame.module.path, suite.modules, suite.config)
            if not path:
                continue
            home = suite.modules[path]
            if dotted == found.dotted:
                values = (ModuleValue(home),)
            elif found.attribute:
                load = ast.copy_location(ast.Name(name, ast.Load()), node)
                values = lookups.unspelled(
                    reading, lookups.global_value(reading, frame, home, found.attribute, load)
                )
            break
        frame.env[name] = values


def _is_str(annotation: ast.expr) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "str"
