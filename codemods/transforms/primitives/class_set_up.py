"""What the tests of one ``unittest.TestCase`` share is made in its ``setUpClass``."""

from collections.abc import Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Class, Function
from codemods.suite.names import class_chain
from codemods.transforms.api import Proposal
from codemods.transforms.primitives.classes import (
    below_string,
    free_attribute,
    has_bases,
    making,
    new_method,
    receiver_of,
)
from codemods.transforms.primitives.giving import drop_preparation, spelled_outside
from codemods.transforms.primitives.hosts import Hosting
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.making import body_lines, fixture_name, is_moved
from codemods.transforms.primitives.places import Place
from codemods.transforms.primitives.reasons import is_doubtful
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.sharing import Sharing, check_set_up
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.transplant import removed


def by_class_set_up(sharing: Sharing) -> Proposal:
    """``setUpClass`` makes it in a new folder; the methods find its path in the class.

    Raises:
        RefusedRewrite: the tests are not those of one class, or change what they share.
    """
    home = _home(sharing)
    check_set_up(sharing)
    staging, suite, common = sharing.staging, sharing.suite, sharing.common
    if len(staging.stages) != 1 or staging.copying or sharing.apart:
        raise RefusedRewrite("the tests change it, and cannot be given copies of it")
    if any(share.requests for share in sharing.shares.values()):
        raise RefusedRewrite("what makes it needs a fixture")
    module = suite.modules[home.module]
    source = module.source
    work = Rewriting(
        replace(sharing.component, anchor=common.anchor, clash=None), suite, sharing.known.taken
    )
    name = free_attribute(work, fixture_name(sharing.component, common, (), frozenset()))
    present = module.functions.get(f"{home.qualname}.setUpClass")
    receiver = receiver_of(present) if present else "cls"
    ground = below_string(work, module, f"{receiver}.{name}")
    work.add(plain_imports(module, "shutil", "tempfile"))
    if common.is_file:
        lines = making("folder", receiver, of_class=True)
        file = quoted(common.file, style_of(source))
        lines.append(f"{receiver}.{name} = {ground.join}(folder, {file})")
        work.add(plain_imports(module, "os") if ground.join.startswith("os.") else [])
    else:
        lines = making(f"{receiver}.{name}", receiver, of_class=True)
    for share in staging.stages[0].shares:
        lines += body_lines(work, share, ground, "")
    work.add([_written(sharing, home, present, lines)])
    for index in staging.seen:
        _rewrite(sharing, work, index, name)
    drop_preparation(sharing, work)
    return Proposal(
        tests=tuple(one.id for one in sharing.tests),
        edits=tuple(dict.fromkeys(work.edits)),
        safety="unsafe" if is_doubtful(sharing.tests) else "safe",
        idle=common.idle,
    )


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
    for module in suite.modules.values():
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
    last = present.node.body[-1]
    indent = source.indent(present.node.body[0].lineno)
    at = source.line_start((last.end_lineno or 0) + 1)
    text = "".join(f"{indent}{line}" + source.newline if line else source.newline for line in lines)
    return replacing(source, at, at, text)


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
