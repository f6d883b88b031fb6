"""What the tests of one ``unittest.TestCase`` share is made in its ``setUpClass``."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Class, Function
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.transforms.api import Proposal
from codemods.transforms.primitives.classes import (
    below_string,
    by_local_folder,
    free_attribute,
    has_bases,
    making,
    new_method,
    receiver_of,
)
from codemods.transforms.primitives.giving import drop_preparation, spelled_outside
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.making import body_lines, fixture_name, is_moved
from codemods.transforms.primitives.places import Place, component_of, definition_with
from codemods.transforms.primitives.producers import body_of_test
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.sharing import Sharing, check_set_up, only_stage, proposed
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.transplant import lines_of, removed
from codemods.transforms.primitives.writing import Ground


def by_class_set_up(sharing: Sharing) -> Proposal:
    """``setUpClass`` makes it in a new folder; the methods find its path in the class.

    Raises:
        RefusedRewrite: the tests are not those of one class, or change what they share.
    """
    home = _home(sharing)
    stage, suite = only_stage(sharing), sharing.suite
    if any(share.requests for share in sharing.shares.values()):
        raise RefusedRewrite("what makes it needs a fixture")
    present = suite.modules[home.module].functions.get(f"{home.qualname}.setUpClass")
    if present is not None and _is_spelled_in(sharing, present):
        try:
            return _in_folder_of_class(sharing, home, present)
        except RefusedRewrite:
            if not _is_idle(sharing, present):
                raise
    sharing, named = _with_attribute(sharing, home)
    check_set_up(sharing)
    common = sharing.common
    module = suite.modules[home.module]
    work = Rewriting(
        replace(sharing.component, anchor=common.anchor, clash=None), suite, sharing.known.taken
    )
    name = named or free_attribute(work, fixture_name(sharing.component, common, (), frozenset()))
    receiver = receiver_of(present) if present else "cls"
    ground = below_string(work, module, f"{receiver}.{name}")
    work.add(plain_imports(module, "shutil", "tempfile"))
    if common.is_file:
        lines = making("folder", receiver, of_class=True)
        file = quoted(common.file, style_of(module.source))
        lines.append(f"{receiver}.{name} = {ground.join}(folder, {file})")
        work.add(plain_imports(module, "os") if ground.join.startswith("os.") else [])
    else:
        lines = making(f"{receiver}.{name}", receiver, of_class=True)
    for share in stage.shares:
        lines += body_lines(work, share, ground, "", receiver, frozenset({name}))
    work.add([_written(sharing, home, present, lines)])
    for index in sharing.staging.seen:
        _rewrite(sharing, work, index, name)
    filled = {present.key} if present and _is_idle(sharing, present) else set()
    drop_preparation(sharing, work, filled)
    return proposed(sharing, work, sharing.common.idle)


def _is_idle(sharing: Sharing, function: Function) -> bool:
    """Whether nothing of a function is left once the old folder is not made any more."""
    return all(id(s) in sharing.common.idle for s in body_of_test(function))


def _is_spelled_in(sharing: Sharing, function: Function) -> bool:
    return any(place.function == function.key for place in sharing.component.places)


def _in_folder_of_class(sharing: Sharing, home: Class, present: Function) -> Proposal:
    """``setUpClass`` has the folder already: it gets a new one, and makes what is in it."""
    suite = sharing.suite
    component = component_of(sharing.tests, suite, fresh=True, kept=sharing.known.kept)
    work = Rewriting(component, suite, sharing.known.taken)
    by_local_folder(work)
    receiver = receiver_of(present)
    given = {
        node.attr
        for node in nodes_of(present.node)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    lines: list[str] = []
    plain = Rewriting(replace(component, places=()), suite, sharing.known.taken)
    for share in sharing.staging.stages[0].shares:
        lines += body_lines(plain, share, Ground(""), "", receiver, frozenset(given))
    work.add([_written(sharing, home, present, lines)])
    for index, share in sharing.shares.items():
        function = sharing.function(index)
        if is_moved(function, share.moved):
            raise RefusedRewrite(f"nothing would be left of {function.qualname}")
        work.add(removed(work.source_of(function.key), function, share.moved))
    return proposed(sharing, work, sharing.common.idle)


def _with_attribute(sharing: Sharing, home: Class) -> tuple[Sharing, str | None]:
    """Where ``setUp`` keeps the path as an attribute, the class has it under the same name."""
    for place in sharing.component.places:
        function = function_at(sharing.suite, place.function)
        if function is None or function.name not in ("setUp", "asyncSetUp"):
            continue
        if function.owner != home.qualname or len(place.spellings) != 1:
            raise RefusedRewrite(f"{function.qualname} spells several paths")
        (spelling,) = place.spellings
        statement = definition_with(function, spelling)
        target = statement.targets[0] if statement and len(statement.targets) == 1 else None
        if not isinstance(target, ast.Attribute) or statement is None:
            raise RefusedRewrite(f"{function.qualname} does not keep the path as an attribute")
        common = sharing.common
        if spelling.path != common.anchor:
            common = replace(common, anchor=spelling.path, is_file=False)
        common = replace(common, idle=common.idle | {id(statement)})
        idle = dict(sharing.component.idle)
        idle[function.key] = (*idle.get(function.key, ()), statement)
        component = replace(sharing.component, idle=idle)
        return replace(sharing, common=common, component=component), target.attr
    return sharing, None


def _home(sharing: Sharing) -> Class:
    """The class of all the tests.

    Raises:
        NotApplicable: it is no ``TestCase``, or not the same.
    """
    classes = {id(one.trace.test.cls): one.trace.test.cls for one in sharing.tests}
    cls = next(iter(classes.values()))
    suite = sharing.suite
    functions = [sharing.function(index) for index in range(len(sharing.tests))]
    if len(classes) != 1 or cls is None:
        raise NotApplicable("its tests are not those of one class")
    chain = class_chain(cls, suite.modules, suite.config)
    if not any(base.is_testcase for base in chain):
        raise NotApplicable("its class is not one of unittest")
    own = (cls.module, cls.qualname)
    if any((function.module, function.owner) != own for function in functions):
        raise RefusedRewrite(f"its tests come from bases of {cls.qualname}")
    for module in suite.around(cls.module):
        for other in module.classes.values():
            if other is not cls and cls in class_chain(other, suite.modules, suite.config):
                raise RefusedRewrite(f"{other.qualname} is another class with the same tests")
    for base in chain[1:]:
        if f"{base.qualname}.setUpClass" in suite.modules[base.module].functions:
            raise RefusedRewrite(f"{base.qualname} has a setUpClass of its own")
    return cls


def _written(sharing: Sharing, home: Class, present: Function | None, lines: Sequence[str]) -> Edit:
    suite = sharing.suite
    source = suite.modules[home.module].source
    if present is None:
        head = ["@classmethod", "def setUpClass(cls):"]
        if has_bases(suite, home):
            head.append("{indent}super().setUpClass()")
        return new_method(suite, home, [*head, *(f"{{indent}}{s}" if s else "" for s in lines)])
    body = present.node.body
    indent = source.indent(body[0].lineno)
    text = "".join(f"{indent}{line}" + source.newline if line else source.newline for line in lines)
    end = lines_of(source, body[-1])[1]
    start = end
    if _is_idle(sharing, present):
        start = lines_of(source, body_of_test(present)[0])[0]
    return replacing(source, start, end, text)


def _rewrite(sharing: Sharing, work: Rewriting, index: int, name: str) -> None:
    function = sharing.function(index)
    share = sharing.shares.get(index)
    source = work.source_of(function.key)
    gone = [*(share.moved if share else ())]
    gone += [s for s in function.node.body if id(s) in sharing.common.idle]
    receiver = receiver_of(function)
    module = sharing.suite.modules[function.module]
    if is_moved(function, gone):
        first, *rest = gone
        text = f"{receiver}.assertTrue(os.path.exists({receiver}.{name}))"
        work.add(plain_imports(module, "os"))
        work.add([replacing(source, *source.span(first), text)])
        work.add(removed(source, function, rest))
        return
    work.add(removed(source, function, gone))
    spellings = spelled_outside(sharing, function, [source.span(s) for s in gone])
    if spellings:
        place = Place(Hosting.METHOD, function.key, tuple(spellings))
        work.write(place, below_string(work, module, f"{receiver}.{name}"))
