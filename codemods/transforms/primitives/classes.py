"""Folders for the methods of classes: an attribute or a local name, made before it is used."""

import ast
from collections.abc import Sequence

from codemods.edits.model import Edit
from codemods.suite.model import Class, Function, Module, Suite
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.hollow import is_super_call
from codemods.transforms.primitives.hosts import Hosting, function_at, taken_names
from codemods.transforms.primitives.imports import joiner, path_type, plain_imports
from codemods.transforms.primitives.places import Place
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.requested import why_not_requested
from codemods.transforms.primitives.rewrite import Rewriting, indent_of
from codemods.transforms.primitives.writing import Ground

_NAMES = ("tmp_dir", "temp_dir", "new_dir", "own_dir")


def by_local_folder(work: Rewriting) -> None:
    """The one method of a ``TestCase`` that spells the path makes a folder for it.

    Raises:
        RefusedRewrite: several methods spell it, or the one runs more than once.
    """
    place = _only_place(work)
    function = function_at(work.suite, place.function)
    assert function
    if any(function.key in one.trace.repeated for one in work.component.tests):
        raise RefusedRewrite(f"{function.qualname} may run more than once in a test")
    if function.name.lower().startswith(("teardown", "asyncteardown")):
        raise RefusedRewrite(f"{function.qualname} runs after the test")
    module = work.suite.modules[function.module]
    if uses_pytest(module) and not _is_of_class(function):
        raise RefusedRewrite(f"{module.path} uses pytest, so a fixture can give the folder")
    work.tidy()
    receiver = receiver_of(function)
    taken = taken_names(work.suite, function) | work.taken.get(function.key, frozenset())
    name = next(n for n in _NAMES if n not in taken)
    ground = below_string(work, module, name)
    work.add(plain_imports(module, "shutil", "tempfile"))
    work.write(place, ground, making(name, receiver, of_class=_is_of_class(function)))


def _only_place(work: Rewriting) -> Place:
    places = [place for place in work.component.places if work.kept(place)]
    if len(places) != 1 or places[0].kind is not Hosting.METHOD:
        raise NotApplicable(why_not_requested(work.component, work.suite))
    return places[0]


def by_attribute(work: Rewriting) -> None:
    """The methods of a class share a folder that is an attribute of the object.

    Raises:
        RefusedRewrite: there is no place at which it could be made before all uses of it.
    """
    places = [place for place in work.component.places if work.kept(place)]
    kinds = {place.kind for place in places}
    if not places or not (
        kinds <= {Hosting.METHOD} or kinds <= {Hosting.OBJECT, Hosting.PARAMETER}
    ):
        raise NotApplicable(why_not_requested(work.component, work.suite))
    functions = [function_at(work.suite, place.function) for place in places]
    hosts = [function for function in functions if function]
    if any(function.owner is None for function in hosts):
        raise NotApplicable(why_not_requested(work.component, work.suite))
    work.tidy()
    of_class = any(_is_of_class(function) for function in hosts)
    home = _home(work, hosts)
    module = work.suite.modules[home.module]
    if Hosting.METHOD not in kinds or (uses_pytest(module) and not of_class):
        attribute = _by_fixture(work, home, hosts)
        ground = Ground(attribute)
    else:
        attribute = _by_setup(work, home, hosts, of_class=of_class)
        ground = below_string(work, module, attribute)
    for place, function in zip(places, hosts, strict=True):
        receiver = receiver_of(function)
        own = work.suite.modules[function.module]
        if ground.kind == "str":
            here = below_string(work, own, f"{receiver}.{attribute}")
        else:
            here = Ground(f"{receiver}.{attribute}")
        work.write(place, here)


def below_string(work: Rewriting, module: Module, expression: str) -> Ground:
    """A folder whose name is a string, as ``tempfile.mkdtemp`` gives it."""
    join, _ = joiner(module)
    return Ground(expression, "str", join, path_type(module))


def making(name: str, receiver: str, *, of_class: bool = False) -> list[str]:
    """The statements that make a folder and see to it that it goes."""
    cleanup = "addClassCleanup" if of_class else "addCleanup"
    return [f"{name} = tempfile.mkdtemp()", f"{receiver}.{cleanup}(shutil.rmtree, {name})"]


def uses_pytest(module: Module) -> bool:
    """Whether a module is for pytest and for no other runner."""
    found = module.imports.get("pytest")
    return found is not None and found.dotted == "pytest"


def receiver_of(function: Function) -> str:
    """What a method calls ``self`` or ``cls``.

    Raises:
        RefusedRewrite: it has none.
    """
    arguments = (*function.node.args.posonlyargs, *function.node.args.args)
    if not arguments:
        raise RefusedRewrite(f"{function.qualname} has no self")
    return arguments[0].arg


def _is_of_class(function: Function) -> bool:
    return any(
        isinstance(item, ast.Name) and item.id == "classmethod"
        for item in function.node.decorator_list
    )


def _home(work: Rewriting, hosts: Sequence[Function]) -> Class:
    """The class of a host that all tests are of."""
    suite = work.suite
    chains = [
        class_chain(one.trace.test.cls, suite.modules, suite.config) if one.trace.test.cls else ()
        for one in work.component.tests
    ]
    owners = {(host.module, host.owner): None for host in hosts}
    for cls in reversed(chains[0]):
        if (cls.module, cls.qualname) in owners and all(cls in chain for chain in chains):
            return cls
    raise RefusedRewrite("the classes that spell the path have no common one among them")


def free_attribute(work: Rewriting, wanted: str) -> str:
    names = (wanted, f"_{wanted}", f"new_{wanted}", f"own_{wanted}")
    return next(name for name in names if not is_attribute(work.suite, name))


def is_attribute(suite: Suite, name: str) -> bool:
    """Whether any method of the suite calls an attribute of its object so."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == name
        and isinstance(node.value, ast.Name)
        and node.value.id in ("self", "cls")
        for module in suite.mentioning(name)
        for node in nodes_of(module.source.tree)
    )


def _by_fixture(work: Rewriting, home: Class, hosts: Sequence[Function]) -> str:
    """An autouse fixture of the class that keeps ``tmp_path`` as an attribute."""
    if any(_runs_before_fixtures(host) for host in hosts):
        raise RefusedRewrite(f"{hosts[0].qualname} runs before the fixtures of its class")
    module = work.suite.modules[home.module]
    work.add(plain_imports(module, "pytest"))
    attribute = free_attribute(work, "tmp_path")
    lines = [
        "@pytest.fixture(autouse=True)",
        f"def _{attribute.lstrip('_')}(self, tmp_path):",
        f"{{indent}}self.{attribute} = tmp_path",
    ]
    work.add([new_method(work.suite, home, lines)])
    return attribute


def _runs_before_fixtures(function: Function) -> bool:
    return function.kind == "xunit" and function.name not in ("setUp", "asyncSetUp", "tearDown")


def _by_setup(work: Rewriting, home: Class, hosts: Sequence[Function], *, of_class: bool) -> str:
    """``setUp`` makes the folder, before whatever it does now; written anew where there is none."""
    suite = work.suite
    module = suite.modules[home.module]
    name = "setUpClass" if of_class else "setUp"
    work.add(plain_imports(module, "shutil", "tempfile"))
    attribute = free_attribute(work, "tmp_dir")
    present = module.functions.get(f"{home.qualname}.{name}")
    if present is not None:
        _check_order(work, present, hosts)
        receiver = receiver_of(present)
        lines = making(f"{receiver}.{attribute}", receiver, of_class=of_class)
        work.add([_above_all(work, present, lines)])
        return attribute
    _check_unhidden(work, home, name)
    receiver = "cls" if of_class else "self"
    lines = ["@classmethod"] if of_class else []
    lines.append(f"def {name}({receiver}):")
    lines += [
        f"{{indent}}{line}"
        for line in making(f"{receiver}.{attribute}", receiver, of_class=of_class)
    ]
    if has_bases(suite, home):
        lines.append(f"{{indent}}super({_old_super(home, receiver)}).{name}()")
    work.add([new_method(suite, home, lines)])
    return attribute


def _old_super(home: Class, receiver: str) -> str:
    """The arguments of ``super``, where the class writes them out."""
    for node in nodes_of(home.node):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) == "super":
            return f"{home.node.name}, {receiver}"
    return ""


def has_bases(suite: Suite, home: Class) -> bool:
    names = [ast.unparse(base).rpartition(".")[2] for base in home.node.bases]
    return names not in ([], ["TestCase"], ["object"], ["IsolatedAsyncioTestCase"])


def _above_all(work: Rewriting, function: Function, lines: Sequence[str]) -> Edit:
    from codemods.transforms.primitives.rewrite import at_top

    return at_top(work.source_of(function.key), function, lines)


def _check_order(work: Rewriting, present: Function, hosts: Sequence[Function]) -> None:
    for one in work.component.tests:
        order = list(one.trace.functions)
        if present.key not in order:
            raise RefusedRewrite(f"{present.qualname} does not run for {one.id}")
        first = order.index(present.key)
        ran = [order.index(host.key) for host in hosts if host.key in order]
        if any(index < first for index in ran):
            raise RefusedRewrite(f"{present.qualname} runs after the path has been used")


def _check_unhidden(work: Rewriting, home: Class, name: str) -> None:
    """Whether a new method of this name would be called for every test."""
    suite = work.suite
    for one in work.component.tests:
        assert one.trace.test.cls
        chain = class_chain(one.trace.test.cls, suite.modules, suite.config)
        for cls in chain[: chain.index(home)]:
            hiding = suite.modules[cls.module].functions.get(f"{cls.qualname}.{name}")
            if hiding and not any(is_super_call(s, name) for s in hiding.node.body):
                raise RefusedRewrite(f"{hiding.qualname} does not call the one of its base class")
            bases = [ast.unparse(base).rpartition(".")[2] for base in cls.node.bases]
            own = home.node.name
            if own in bases and any("TestCase" in base for base in bases[: bases.index(own)]):
                raise RefusedRewrite(f"{cls.qualname} takes its {name} from unittest first")


def new_method(suite: Suite, home: Class, lines: Sequence[str]) -> Edit:
    """A method in front of the others of a class, but for what makes an object of it.

    Args:
        lines: of the method, relative to the class body; ``{indent}`` for one step inwards.
    """
    source = suite.modules[home.module].source
    body = home.node.body
    methods = [s for s in body if isinstance(s, ast.FunctionDef | ast.AsyncFunctionDef)]
    before = next((method for method in methods if method.name != "__init__"), None)
    if before is None:
        return _behind_all(suite, home, lines)
    decorators = [decorator.lineno for decorator in before.decorator_list]
    line = min([before.lineno, *decorators])
    indent = source.indent(line)
    step = "\t" if "\t" in indent else "    "
    break_ = source.newline
    text = "".join(f"{indent}{entry.replace('{indent}', step)}{break_}" for entry in lines)
    index = body.index(before)
    if index:
        below = (body[index - 1].end_lineno or 0) + 1
        at = source.line_start(below)
        apart = break_ if source.line(below).strip() else ""
        return replacing(source, at, at, break_ + text + apart)
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    return replacing(source, at, at, text + break_)


def _behind_all(suite: Suite, home: Class, lines: Sequence[str]) -> Edit:
    """A method behind the last statement of a class that has none."""
    source = suite.modules[home.module].source
    last = home.node.body[-1]
    if last.lineno == home.node.lineno:
        raise RefusedRewrite(f"{home.qualname} stands on one line")
    indent, break_ = indent_of(source, last), source.newline
    step = "\t" if "\t" in indent else "    "
    at = source.line_start((last.end_lineno or 0) + 1)
    text = "".join(f"{indent}{entry.replace('{indent}', step)}{break_}" for entry in lines)
    ended = source.raw[at - 1 : at] in (b"\n", b"\r")
    return replacing(source, at, at, ("" if ended else break_) + break_ + text)
