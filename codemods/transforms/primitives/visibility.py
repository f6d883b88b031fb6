"""Who else names a path, so that moving it would leave somebody behind."""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from codemods.hazards.model import Involved
from codemods.hazards.paths import is_below, is_resource, is_same, shown
from codemods.hazards.resources import CLEARS, changes, makes
from codemods.suite.model import Class, Suite, Test
from codemods.suite.module import unconditional
from codemods.suite.names import class_chain, resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.constants import constant_text
from codemods.touches.model import GUESSED_SAVES, HOLE, Call, Role, Touch, Trace
from codemods.touches.values import normalise
from codemods.transforms.primitives.places import Component
from codemods.transforms.primitives.wording import ABOVE, why_not_spelled, why_not_worded

_GIVEN = GUESSED_SAVES | {Role.HANDED, Role.LOADED, Role.EMBEDDED, Role.COMPARED}
_OF_THE_TEST = re.compile(r"(assert|fail|subTest|skipTest|addCleanup|addClassCleanup)")
_OF_VALUES = frozenset(name for kind in (str, bytes, list, dict, set, tuple) for name in dir(kind))
_CLEARER = re.compile(r"(^|[._])rm|clean|clear|remov|delet|unlink|purge|wipe", re.IGNORECASE)
"""Names of functions that tests call to clear something away, and for nothing else."""
_LOOKED_AT = frozenset({Role.COMPARED, Role.INSPECTED})
_CONSUMED = frozenset(
    {Role.READ, Role.LIST, Role.PROBE, Role.HANDED, Role.LOADED, Role.COMPARED, Role.EMBEDDED}
)


def why_not_alone(one: Involved, suite: Suite) -> str | None:
    """Why a test's paths are not its own business; ``None`` if they are."""
    if one.trace.own_folder and one.trace.moves:
        return "the test goes to a folder of its own itself, where the file would turn up"
    if one.trace.own_folder and one.trace.lists_own:
        return "the test looks at all that is in its tmp_path, where the file would turn up"
    if _only_looks(one, suite):
        return "the test makes nothing there: it only looks whether something else has"
    return why_not_named(one, suite) or _written_for_nobody(one)


def why_not_named(one: Involved, suite: Suite) -> str | None:
    """Why a path is more than what the test's own code makes of it; ``None`` if it is not."""
    paths = dict.fromkeys(touch.path for touch in one.touches if is_resource(touch.path))
    for path in paths:
        reason = (
            why_not_worded(one, path, suite)
            or _beginning(one, path)
            or _listed_from_above(one, path)
            or _imported(one, path, suite)
            or _named_in(_naming(suite, path), [one], path)
        )
        if reason:
            return reason
    return why_not_spelled(one, suite)


def _written_for_nobody(one: Involved) -> str | None:
    paths = dict.fromkeys(touch.path for touch in one.touches if is_resource(touch.path))
    return next((reason for path in paths if (reason := _written_for_others(one, path))), None)


def _only_looks(one: Involved, suite: Suite) -> bool:
    own = [touch for touch in one.touches if touch.function == one.trace.test.function.key]
    if any(t.origin and t.origin.function != one.trace.test.function.key for t in own):
        return False  # what it looks at is set up for all tests alike
    return bool(own) and not any(
        makes(touch)
        or touch.role is Role.NAMED
        or (touch.role in _GIVEN and not _is_asserted(touch, suite))
        for touch in one.touches
    )


def why_only_cleared(tests: Sequence[Involved]) -> str | None:
    """Why what tests clear away is not theirs to move; ``None`` if they make it or hand it on."""
    touches = [touch for one in tests for touch in one.touches]
    cleared = [touch for touch in touches if touch.role in CLEARS]
    names = {touch.path for touch in cleared}
    longer = {path for path in names if any(other.startswith(path) for other in names - {path})}
    if not cleared or any(
        makes(it)
        or not (
            it.role.reaches
            or it.role in _LOOKED_AT
            or (it.role is Role.EMBEDDED and it.path in longer)
        )
        for it in touches
    ):
        return None
    path, line = shown(cleared[0].path), cleared[0].line
    return (
        f"the tests clear {path} away at line {line}, which none of them is seen to make or to "
        "name to anybody: the code under test makes it there under a name of its own"
    )


def why_cleared_for_them(tests: Sequence[Involved], suite: Suite) -> str | None:
    """Why what the code under test clears away need not be there; ``None`` if somebody makes it."""
    touches = [touch for one in tests for touch in one.touches]
    cleared = [touch for touch in touches if touch.role in CLEARS]
    by_tests = any(
        serves_tests(suite, module) or _CLEARER.search(qualname)
        for module, _, qualname in (touch.function.partition("::") for touch in cleared)
    )
    if not cleared or by_tests or any(makes(touch) for touch in touches):
        return None
    return (
        f"the code under test clears {shown(cleared[0].path)} away at {cleared[0].where}, "
        "which nobody is seen to make: whether it is ever there cannot be seen"
    )


def why_only_read(tests: Sequence[Involved], suite: Suite) -> str | None:
    """Why files of the repository that tests find there can stay where they are."""
    touches = [touch for one in tests for touch in one.touches]
    if any(changes(touch) or touch.path not in suite.checked_in for touch in touches):
        return None
    return f"it changes nothing there: {shown(touches[0].path)} belongs to the repository"


def _is_asserted(touch: Touch, suite: Suite) -> bool:
    """Whether a path goes to an assertion only, which makes nothing of it."""
    module, _, qualname = touch.function.partition("::")
    function = suite.modules[module].functions.get(qualname) if module in suite.modules else None
    if function is None:
        return False
    calls = [n for n in nodes_of(function.node) if isinstance(n, ast.Call)]
    here = [ast.unparse(call.func) for call in calls if call.lineno == touch.line]
    return bool(here) and all(_OF_THE_TEST.match(name.rpartition(".")[2]) for name in here)


def _beginning(one: Involved, path: str) -> str | None:
    """A text that is no path of its own: the first letters of this one, to find it by."""
    for touch in one.trace.touches:
        text = touch.path.rstrip(".*+?$")
        looked_for = touch.role in (Role.HANDED, Role.COMPARED) and touch not in one.touches
        cut = path.startswith(text) and path[len(text) :][:1] not in ("", "/")
        if looked_for and cut and text not in ABOVE and text.startswith("/"):
            return f"{shown(touch.path)} at line {touch.line} is how {shown(path)} begins"
    return None


def _listed_from_above(one: Involved, path: str) -> str | None:
    for touch in one.trace.touches:
        outside = touch.role is Role.LIST and touch not in one.touches
        if outside and is_below(path, touch.path):
            listed = f"{shown(touch.path)} at line {touch.line}"
            return f"the test lists {listed} and may expect {shown(path)} in it"
    return None


def _imported(one: Involved, path: str, suite: Suite) -> str | None:
    """A module that is written into the current folder and imported from there."""
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    if path.startswith("/") or suffix != "py" or not stem.isidentifier():
        return None
    for key in one.trace.functions:
        module, _, qualname = key.partition("::")
        function = suite.modules[module].functions.get(qualname)
        text = suite.modules[module].source.segment(function.node) if function else ""
        if re.search(rf"\b{re.escape(stem)}\b(?!\.py)", text):
            return f"{path} is a module that is imported from the current folder"
    return None


def _written_for_others(one: Involved, path: str) -> str | None:
    """A file that is written, then never named again while code that was not read runs."""
    relative = not path.startswith("/")
    consumed = written = None
    for index, touch in enumerate(one.trace.touches):
        related = is_same(touch.path, path) or is_below(path, touch.path)
        if touch.path == path and makes(touch) and touch.role not in GUESSED_SAVES:
            written = (index, touch)
        elif related and _is_taken_up(touch, one, relative):
            consumed = touch
    if written is None or consumed is not None:
        return None
    index, touch = written
    if touch.role in (Role.MKDIR, Role.ENSURE) and not relative:
        return None
    later = next((c for c in one.trace.calls if c.after > index and not _is_own(c)), None)
    if later is None:
        return None
    return (
        f"{shown(path)} is written at line {touch.line} and given to nobody, so {later.name} or "
        "what runs after it may look for it there"
    )


def _is_own(call: Call) -> bool:
    """Whether a call that was not read is the test's own business: an assertion, a string."""
    return not call.foreign and (bool(_OF_THE_TEST.match(call.name)) or call.name in _OF_VALUES)


def _is_taken_up(touch: Touch, one: Involved, relative: bool) -> bool:
    """Whether a use tells who the file is for; a relative name that only the test uses does not."""
    if not relative:
        return touch.role in _CONSUMED
    return touch.role in _GIVEN or touch.function != one.trace.test.function.key


def named_by_code(tests: Sequence[Involved], path: str, suite: Suite) -> str | None:
    """Why code that is no test may bring other tests to a path; ``None`` if none names it."""
    return _named_in(_code_naming(suite, path), tests, path)


def _named_in(names: Iterable[str], tests: Sequence[Involved], path: str) -> str | None:
    """A configuration file, or code that is no test, that names the same path.

    Args:
        names: of those that do.
    """
    constants = {
        touch.origin.constant.partition(":")[0]
        for one in tests
        for touch in one.touches
        if touch.origin and touch.origin.constant
    }
    found = next((name for name in names if name not in constants), None)
    return f"{found} names {path} too" if found else None


def why_not_decorated(one: Involved, suite: Suite) -> str | None:
    """A decorator of the test that looks at the path, too early to see another one."""
    test = one.trace.test
    if cls := _hidden_class(test, suite):
        return f"{cls.qualname} is defined twice in {cls.module}"
    constants = {
        touch.origin.constant.rpartition(":")[2]
        for touch in one.touches
        if touch.origin and touch.origin.constant
    }
    paths = {touch.path for touch in one.touches}
    decorators = list(test.function.node.decorator_list)
    for cls in class_chain(test.cls, suite.modules, suite.config) if test.cls else ():
        decorators += cls.node.decorator_list
    for decorator in decorators:
        if "parametrize" in ast.unparse(decorator):
            named = _named_in_row(decorator, one, suite)
            if named:
                return f"a row of its parameters names {named} too"
            continue
        for node in nodes_of(decorator):
            used = isinstance(node, ast.Name) and node.id in constants
            spelled = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if used or (spelled and normalise(str(node.value), suite.root) in paths):  # type: ignore[attr-defined]
                return "a decorator of the test looks at it, before any fixture exists"
    return None


def _hidden_class(test: Test, suite: Suite) -> Class | None:
    """The class of a name under which its module defines another one, which has other methods."""
    function = test.function
    cls = suite.modules[function.module].classes.get(function.owner or "")
    if cls is None or any(node is function.node for node in unconditional(cls.node.body)):
        return None
    return cls


def _named_in_row(decorator: ast.expr, one: Involved, suite: Suite) -> str | None:
    """A constant in a row of parameters that is a path of the test, or the folder of one.

    Rows are followed into the test only where they are few.
    """
    module = suite.modules[one.trace.test.function.module]
    read = {id(n) for it in one.touches if it.origin for n in nodes_of(it.origin.node)}
    names = {n.id for n in nodes_of(decorator) if isinstance(n, ast.Name) and id(n) not in read}
    for name in sorted(names):
        home = resolve(suite, module, name)
        value = home[0].constants.get(home[1]) if home else None
        found = constant_text(suite, home[0], value) if home and value else None
        path = normalise(found.text, suite.root) if found else HOLE
        if not is_resource(path) or any(is_below(it, path) for it in suite.modules):
            continue
        if any(it.path == path or is_below(it.path, path) for it in one.touches):
            return name
    return None


def left_behind(
    component: Component, tests: Sequence[Involved], traces: Mapping[str, Trace]
) -> str | None:
    """A test of another hazard for which moved code makes what it finds under its old name.

    Args:
        tests: of the hazard that is being mended.
    """
    own = {one.trace.test.function.key for one in component.tests}
    shared = {place.function for place in component.places} - own
    nodes = {id(s.origin.node) for place in component.places for s in place.spellings}
    known = {one.id for one in tests}
    for test, trace in traces.items() if shared else ():
        if test in known or shared.isdisjoint(trace.functions):
            continue
        moved = [t for t in trace.touches if t.origin and id(t.origin.node) in nodes]
        made = {touch.path for touch in moved if makes(touch)}
        for touch in trace.touches if made else ():
            stays = touch.role.needs and not any(touch is other for other in moved)
            if stays and any(is_below(touch.path, it) or touch.path == it for it in made):
                return f"{test} finds what is made with it at line {touch.line}, and stays"
    return None


def named_apart(component: Component, suite: Suite, *, constants: bool) -> str | None:
    """A name in the tests that begins with a moved one, and that nothing would write anew.

    What is added to a name by code and by tests may be one file, though neither can be told whole.

    Args:
        constants: whether all uses of a constant move with it.
    """
    moved = [s.origin for place in component.places for s in place.spellings]
    nodes = {id(origin.node) for origin in moved}
    names = {origin.constant for origin in moved if origin.constant} if constants else set()
    stems = {normalise(origin.text, suite.root) for origin in moved} - {".", HOLE}
    for one in component.tests:
        for touch in one.trace.touches:
            origin = touch.origin
            if origin is None or id(origin.node) in nodes or origin.constant in names:
                continue
            if not (touch.role in _GIVEN and serves_tests(suite, origin.module)):
                continue
            stem = next((stem for stem in stems if _is_from(touch.path, stem)), None)
            if stem and HOLE in touch.path:
                return f"{shown(touch.path)} at line {touch.line} may be made from {shown(stem)}"
    return None


def _is_from(path: str, stem: str) -> bool:
    return path == stem or (path.startswith(stem) and path[len(stem)] in "._-/")


@lru_cache(maxsize=4096)
def _naming(suite: Suite, path: str) -> tuple[str, ...]:
    """Paths of the code that is no test, and of other texts, that name a path."""
    texts = (name for name, raw in suite.texts.items() if _names(raw, path))
    return (*_code_naming(suite, path), *texts)


@lru_cache(maxsize=4096)
def _code_naming(suite: Suite, path: str) -> tuple[str, ...]:
    raws = ((name, suite.modules.raw(name) or b"") for name in suite.modules)
    found = (name for name, raw in raws if _names(raw, path))
    return tuple(name for name in found if not serves_tests(suite, name))


def _names(raw: bytes, path: str) -> bool:
    needle = path.encode("utf-8", "surrogatepass")
    if HOLE in path or needle not in raw:
        return False
    if path.startswith("/"):
        return re.search(re.escape(needle) + rb"(?![\w.\-])", raw) is not None
    return re.search(rb"[\"'](?:\./)?" + re.escape(needle) + rb"[\"'/]", raw) is not None
