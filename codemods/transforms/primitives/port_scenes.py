"""Functions in which a port can be told: from which line on, by which name, in which new line."""

import ast
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.model import Function, FunctionNode, Module, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.layout import too_long
from codemods.transforms.primitives.nesting import nesting, own_nodes
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import at_top


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """A function in which the port that something got can be told.

    Attributes:
        scope: what holds all the uses.
        port: the expression of the port there.
        after: the statement from which on it can be told; ``None`` for the whole scope.
        name: the variable that gets it, if the scope has one for it already.
    """

    suite: Suite
    module: Module
    function: Function
    scope: FunctionNode
    port: str
    after: ast.stmt | None = None
    name: str | None = None

    @property
    def source(self) -> Source:
        return self.module.source

    @property
    def root(self) -> str:
        """The variable that the expression begins with."""
        return (self.name or self.port).partition(".")[0]


def tell(scene: Scene, line: str) -> Edit:
    """One more statement, where the port can first be told."""
    source = scene.source
    after = scene.after
    if after is None:
        return at_top(source, scene.function, [line])
    if isinstance(after, ast.With | ast.AsyncWith):
        first = after.body[0]
        if first.lineno <= after.items[-1].context_expr.lineno:
            raise RefusedRewrite(f"{_where(scene, after)} holds several statements")
        decorators = getattr(first, "decorator_list", [])
        number = min([first.lineno, *(one.lineno for one in decorators)])
        at = source.line_start(number)
        return replacing(source, at, at, f"{source.indent(first.lineno)}{line}{source.newline}")
    end = after.end_lineno or after.lineno
    start_of_line = source.text(source.line_start(after.lineno), source.span(after)[0])
    rest = source.text(source.span(after)[1], source.line_start(end + 1)).strip()
    if start_of_line.strip() or (rest and not rest.startswith("#")):
        raise RefusedRewrite(f"{_where(scene, after)} holds several statements")
    at = source.line_start(end + 1)
    lead = "" if source.raw[at - 1 : at] in (b"\n", b"\r") else source.newline
    tail = "" if lead else source.newline
    return replacing(source, at, at, f"{lead}{source.indent(after.lineno)}{line}{tail}")


def check_order(scene: Scene, node: ast.expr) -> None:
    """Raise `RefusedRewrite` unless the port can be told when ``node`` is evaluated."""
    tree = nesting(scene.module)
    chain = list(tree.above(node))
    if scene.scope not in chain:
        raise RefusedRewrite(
            f"{scene.module.path}:{node.lineno} uses the number where nobody knows what listens"
        )
    inner = [
        one
        for one in chain[: chain.index(scene.scope)]
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        and tree.scope(node) is not scene.scope
    ]
    for one in inner:
        if _binds(one, scene.root):
            raise RefusedRewrite(f"{scene.root} is something else in {_where(scene, node)}")
    if scene.after is None:
        return
    ready = ready_from(scene.after)
    outermost = inner[-1] if inner else node
    if outermost.lineno > ready:
        return
    name = getattr(outermost, "name", None)
    early = name is None or any(
        isinstance(other, ast.Name) and other.id == name and other.lineno <= ready
        for other in nodes_of(scene.scope)
    )
    if not inner or early:
        raise RefusedRewrite(f"{_where(scene, node)} uses the port before anything listens on it")


def ready_from(statement: ast.stmt) -> int:
    """The last line of what has to happen before a port can be told."""
    if isinstance(statement, ast.With | ast.AsyncWith):
        return statement.body[0].lineno - 1
    return statement.end_lineno or statement.lineno


def is_straight(module: Module, scope: FunctionNode, statement: ast.stmt) -> bool:
    """Whether a statement surely runs, and runs once, when its scope does."""
    below: ast.AST = statement
    for above in nesting(module).above(statement):
        if above is scope:
            return True
        if isinstance(above, ast.Try) and below not in (*above.body, *above.finalbody):
            return False
        if not isinstance(above, ast.With | ast.AsyncWith | ast.Try):
            return False
        below = above
    return False


def bindings(scope: FunctionNode, name: str) -> int:
    """How often a scope gives a value to a name, besides as a parameter."""
    return sum(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for node in own_nodes(scope)
    )


def _binds(scope: FunctionNode | ast.Lambda, name: str) -> bool:
    arguments = scope.args
    names = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if any(argument.arg == name for argument in names):
        return True
    return any(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for node in own_nodes(scope)
    )


def _where(scene: Scene, node: ast.expr | ast.stmt) -> str:
    return f"{scene.module.path}:{node.lineno}"


def is_overlong(scene: Scene, edit: Edit) -> bool:
    text = edit.after.decode(scene.source.encoding.removesuffix("-sig"))
    if edit.start == edit.end:
        return any(len(line) > scene.suite.config.line_length for line in text.splitlines())
    return too_long(scene.suite, scene.source, edit.start, edit.end, text)
