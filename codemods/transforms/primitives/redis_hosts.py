"""Where a suite connects to Redis, and how that place comes by the database of its worker."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codemods.edits.model import Edit
from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import class_chain, resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.touches.model import Made
from codemods.transforms.primitives.fitting import fitted
from codemods.transforms.primitives.hosts import (
    function_at,
    functions_around,
    why_not_extended,
)
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.layout import parameter_edits, too_long
from codemods.transforms.primitives.namespace import in_style
from codemods.transforms.primitives.new_file import behind_all
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import style_of

_AUTOUSE = "own_{fixture}"


def is_url(made: Made) -> bool:
    """Whether a client is made from a URL, not from a host and a port."""
    return method_of(made.node) == "from_url"


def method_of(node: ast.Call) -> str:
    """The last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def keyword_of(node: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((k.value for k in node.keywords if k.arg == name), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A URL that a test or fixture gives to code which connects."""

    module: Module
    function: Function
    node: ast.expr


def urls_told(suite: Suite, made: Made) -> list[Told]:
    """Where tests and fixtures say to code that is no test at which URL it has to connect.

    Empty unless every call of that code is one of theirs.
    """
    function = function_at(suite, made.function) if "::" in made.function else None
    url = made.node.args[0] if made.node.args else keyword_of(made.node, "url")
    if function is None or not is_url(made) or not isinstance(url, ast.Name):
        return []
    if keyword_of(made.node, "db") is not None:
        return []
    names = [argument.arg for argument in function.node.args.args][bool(function.owner) :]
    called = function.owner if function.name == "__init__" else function.name
    found: list[Told] = []
    for module in suite.mentioning(called or ""):
        for owner, call in _calls_of(module, called or ""):
            given = keyword_of(call, url.id)
            if given is None and url.id in names and names.index(url.id) < len(call.args):
                given = call.args[names.index(url.id)]
            if given is None or owner is None or owner.kind not in ("test", "fixture"):
                return []
            if owner.in_testcase:
                return []
            found.append(Told(module, owner, given))
    return found


def _calls_of(module: Module, name: str) -> Iterator[tuple[Function | None, ast.Call]]:
    owners = functions_around(module)
    for node in nodes_of(module.source.tree):
        if isinstance(node, ast.Call) and method_of(node) == name:
            yield owners.get(id(node)), node


def connected(suite: Suite, made: Sequence[Made], told: Sequence[Told], fixture: str) -> list[Edit]:
    """The edits by which every place that connects uses the database of its worker.

    Args:
        told: the URLs that tests give to code which connects.
        fixture: that gives its number, or its URL.

    Raises:
        RefusedRewrite: one of them cannot.
    """
    edits: list[Edit] = []
    users: dict[str, Function] = {}
    lines: dict[str, list[str]] = {}
    for url in told:
        users[url.function.key] = url.function
        edits.append(replacing(url.module.source, *url.module.source.span(url.node), fixture))
    for each in made:
        module = suite.modules[each.module]
        function = function_at(suite, each.function) if "::" in each.function else None
        if function is None or each.place != "body":
            name = _global_client(suite, module, each)
            lines.setdefault(module.path, []).extend(_rebound(suite, module, each, name, fixture))
        elif function.kind in ("test", "fixture") and not function.in_testcase:
            users[function.key] = function
            edits += redirected(suite, module, each.node, fixture)
        elif function.owner and function.module == module.path:
            edits += _by_attribute(suite, module, each, function, fixture)
            line = f"{_class_path(module, function.owner)}.{fixture} = {fixture}"
            lines.setdefault(module.path, []).append(f"    {line}")
        else:
            edits += _by_argument(suite, module, each, function, users, fixture)
    for function in users.values():
        reason = why_not_extended(suite, function, fixture, [])
        added = None if reason else parameter_edits(suite, function, fixture, _type_of(fixture))
        if added is None:
            reason = reason or f"no place was found for a parameter of {function.qualname}"
            raise RefusedRewrite(reason)
        edits += added
    for path, body in lines.items():
        edits += _autouse(suite.modules[path], fixture, body)
    return edits


def _type_of(fixture: str) -> str:
    return "str" if fixture.startswith("redis_url") else "int"


def redirected(suite: Suite, module: Module, node: ast.Call, fixture: str) -> list[Edit]:
    """The edits by which a call connects to what ``fixture`` says."""
    source = module.source
    if method_of(node) == "from_url":
        url = node.args[0] if node.args else keyword_of(node, "url")
        assert url
        edits = [replacing(source, *source.span(url), fixture)]
        number = keyword_of(node, "db")
        return [*edits, *([_without(module, node, number)] if number else ())]
    given = node.args[2] if len(node.args) > 2 else keyword_of(node, "db")
    if given is not None:
        return [replacing(source, *source.span(given), fixture)]
    closing = source.span(node)[1] - 1
    spans = [source.span(a) for a in node.args] + [source.span(k) for k in node.keywords]
    last = max((end for _, end in spans), default=closing)
    if not spans:
        return [replacing(source, closing, closing, f"db={fixture}")]
    behind = source.text(last, closing)
    one_line = "," not in behind and source.line_of(spans[0][0]) == source.line_of(last)
    if "\n" not in behind or one_line:
        added = f", db={fixture}"
        if one_line and "\n" in behind and too_long(suite, source, last, last, added):
            return _one_a_line(source, spans, f"db={fixture}")
        return [replacing(source, last, last, added)]
    indent = source.indent(source.line_of(last))
    return [replacing(source, last, last, f",{source.newline}{indent}db={fixture}")]


def _one_a_line(source: Source, spans: Sequence[tuple[int, int]], added: str) -> list[Edit]:
    """Arguments that stand on one line, and one more, each on a line of its own."""
    break_ = source.newline + source.indent(source.line_of(spans[0][0]))
    edits = [
        replacing(source, before, start, f",{break_}")
        for (_, before), (start, _) in pairwise(spans)
    ]
    last = spans[-1][1]
    return [*edits, replacing(source, last, last, f",{break_}{added},")]


def _without(module: Module, node: ast.Call, given: ast.expr) -> Edit:
    """The removal of a keyword argument with the comma in front."""
    source = module.source
    keyword = next(k for k in node.keywords if k.value is given)
    start, end = source.span(keyword)
    head = source.text(source.offset(node.lineno, node.col_offset), start)
    kept = head.rstrip()
    if not kept.endswith(","):
        raise RefusedRewrite("its number stands in front of the other arguments")
    return replacing(source, start - len(head) + len(kept) - 1, end, "")


def _global_client(suite: Suite, module: Module, made: Made) -> str:
    """The global that holds a client, where functions of its own module alone use it."""
    name = next((n for n, value in module.constants.items() if value is made.node), None)
    early = (
        f"{module.path} connects when it is imported (line {made.node.lineno}), before any "
        "fixture runs: connect in a fixture"
    )
    if name is None or module.kind == "other" or _is_used_early(module, name, made.node):
        raise RefusedRewrite(early)
    for function in module.functions.values():
        fixture = function.fixture
        wide = fixture is not None and fixture.autouse and fixture.scope in ("session", "package")
        names = {n.id for n in nodes_of(function.node) if isinstance(n, ast.Name)}
        if name in names and (wide or function.name.startswith("pytest_")):
            raise RefusedRewrite(
                f"{function.qualname} in {module.path} uses {name} before a fixture could connect "
                "it to another database"
            )
    for other in suite.mentioning(name):
        for inner in nodes_of(other.source.tree):
            if isinstance(inner, ast.Attribute) and inner.attr == name and other is not module:
                raise RefusedRewrite(early)
        hit = resolve(suite, other, name) if other is not module and name in other.imports else None
        if hit and hit[0] is module:
            raise RefusedRewrite(f"{early}; {other.path} imports the client")
    return name


def _is_used_early(module: Module, name: str, made: ast.Call) -> bool:
    """Whether a global is used outside the bodies of functions."""
    late: set[int] = set()
    for node in nodes_of(module.source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            late |= {id(inner) for statement in node.body for inner in nodes_of(statement)}
    return any(
        isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Load)
        and id(node) not in late
        for node in nodes_of(module.source.tree)
    )


def _rebound(suite: Suite, module: Module, made: Made, name: str, fixture: str) -> Iterator[str]:
    """The lines by which a global becomes a client of the worker's database."""
    source = module.source
    start, end = source.span(made.node)
    text = source.text(start, end)
    edits = redirected(suite, module, made.node, fixture)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        head, tail = edit.start - start, edit.end - start
        text = text.encode()[:head].decode() + edit.after.decode() + text.encode()[tail:].decode()
    indented = text.replace("\r\n", "\n").replace("\n", "\n    ")
    yield f"    global {name}"
    yield fitted(f"    {name} = {indented}", suite.config.line_length)


def _class_path(module: Module, owner: str) -> str:
    cls = module.classes[owner]
    if "." in owner or cls.node.name not in module.bound:
        raise RefusedRewrite(f"{owner} in {module.path} connects, and takes no fixtures")
    return owner


def _by_attribute(
    suite: Suite, module: Module, made: Made, function: Function, fixture: str
) -> list[Edit]:
    """A method connects to the database that is an attribute of its class."""
    assert function.owner
    cls, source = module.classes[function.owner].node, module.source
    if module.kind != "test" or not function.node.args.args:
        raise RefusedRewrite(
            f"{function.qualname} in {module.path} connects, and takes no fixtures: connect in a "
            "fixture"
        )
    if any(isinstance(n, ast.Attribute) and n.attr == fixture for n in nodes_of(cls)):
        raise RefusedRewrite(f"{function.owner} has a {fixture} of its own")
    own = module.classes[function.owner]
    for other in suite.around(module.path):
        chains = [class_chain(c, suite.modules, suite.config) for c in other.classes.values()]
        if other is not module and any(own in chain for chain in chains):
            raise RefusedRewrite(
                f"{other.path} has tests of {function.owner}, which connects in {module.path}: "
                "connect in a fixture"
            )
    receiver = function.node.args.args[0].arg
    edits = redirected(suite, module, made.node, f"{receiver}.{fixture}")
    first = cls.body[1] if ast.get_docstring(cls) is not None else cls.body[0]
    line = min([first.lineno, *(d.lineno for d in getattr(first, "decorator_list", []))])
    at, indent = source.line_start(line), source.indent(line)
    given = made.node.args[0] if is_url(made) and made.node.args else keyword_of(made.node, "db")
    usual = source.segment(given) if given is not None else "0"
    text = f"{indent}{fixture} = {usual}{source.newline}"
    blank = isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    return [*edits, replacing(source, at, at, text + source.newline * blank)]


def _autouse(module: Module, fixture: str, body: Sequence[str]) -> list[Edit]:
    """A fixture that gives a module the database of its worker before any other one runs."""
    name = _AUTOUSE.format(fixture=fixture)
    if name in module.bound:
        raise RefusedRewrite(f"{module.path} calls something else {name}")
    lines = [
        '@pytest.fixture(scope="session", autouse=True)',
        f"def {name}({fixture}):",
        '    """Let this module use the database of its worker."""',
        *dict.fromkeys(body),
    ]
    text = in_style("\n".join(lines[:3]) + "\n", style_of(module.source))
    text += "".join(f"{line}\n" for line in lines[3:])
    return [behind_all(module.source, text), *plain_imports(module, "pytest")]


def _by_argument(
    suite: Suite,
    module: Module,
    made: Made,
    function: Function,
    users: dict[str, Function],
    fixture: str,
) -> list[Edit]:
    """A helper is told the database by the tests and fixtures that call it."""
    where = f"{function.qualname} in {module.path} connects, and takes no fixtures"
    if function.owner or function.kind != "helper" or made.inner:
        raise RefusedRewrite(f"{where}: connect in a fixture")
    edits = redirected(suite, module, made.node, fixture)
    added = parameter_edits(suite, function, fixture, _type_of(fixture))
    if added is None:
        raise RefusedRewrite(where)
    edits += added
    for other in suite.mentioning(function.name):
        name = _name_in(suite, other, module, function)
        if name is None:
            continue
        owners = functions_around(other)
        called = {id(n.func): n for n in nodes_of(other.source.tree) if isinstance(n, ast.Call)}
        for node in nodes_of(other.source.tree):
            if not (isinstance(node, ast.Name) and node.id == name):
                continue
            if not isinstance(node.ctx, ast.Load):
                raise RefusedRewrite(where)
            user, call = owners.get(id(node)), called.get(id(node))
            if user is None or call is None or user.kind not in ("test", "fixture"):
                raise RefusedRewrite(f"{where}, nor does all that calls it (line {node.lineno})")
            if user.in_testcase or any(isinstance(a, ast.Starred) for a in call.args):
                raise RefusedRewrite(f"{where}, nor does {user.qualname} in {other.path}")
            users[user.key] = user
            edits.append(_told(other, call, function, fixture))
    return edits


def _told(module: Module, call: ast.Call, function: Function, fixture: str) -> Edit:
    """The edit by which a call gives a helper the parameter in front of those with defaults."""
    source, given = module.source, function.node.args
    place = len(given.posonlyargs) + len(given.args) - len(given.defaults)
    if len(call.args) > place:
        start = source.span(call.args[place])[0]
        return replacing(source, start, start, f"{fixture}, ")
    spans = [source.span(a) for a in call.args] + [source.span(k) for k in call.keywords]
    last = max((until for _, until in spans), default=source.span(call)[1] - 1)
    return replacing(source, last, last, f", {fixture}={fixture}" if spans else fixture)


def _name_in(suite: Suite, other: Module, home: Module, function: Function) -> str | None:
    """What a module calls a function, ``None`` if it does not know it."""
    if other is home:
        return function.name
    for name, found in other.imports.items():
        if found.attribute == function.name:
            hit = resolve(suite, other, name)
            if hit and hit[0] is home:
                return name
    return None
