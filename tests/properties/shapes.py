"""Tests, fixtures and set-up in the styles of two decades."""

from tests.properties.bodies import Lines, act, body
from tests.properties.spellings import spell
from tests.properties.writer import Writer, indent


def function(w: Writer) -> Lines:
    """A plain test, synchronous or not, decorated or not."""
    name = w.new(w.one("test_", "test_writes_", "test_ö_"))
    decorators, given = _decorators(w), list(_given(w))
    inner = body(w)
    if w.chance(10):
        p = spell(w, w.file(), fixed=True)
        return [*decorators, f"def {name}({', '.join(given)}): open({p}, 'a').close()"]
    if any("(path" in line for line in decorators):
        given.insert(0, "path")
        inner.append("assert path")
    if w.chance(8):
        given.append(w.one("where='/nowhere'", "*, flag=None", f"p={spell(w, w.thing(), True)}"))
    if not w.runs and w.chance(8):
        decorators.append(f"@{w.use('pytest')}.mark.asyncio")
        return [*decorators, *_signature(w, f"async def {name}", given), *indent(inner)]
    return [*decorators, *_signature(w, f"def {name}", given), *indent(inner)]


def _given(w: Writer) -> tuple[str, ...]:
    known = ["tmp_path", "monkeypatch", "request", "capsys", "tmpdir", *w.fixtures]
    if not w.chance(3):
        return ()
    return tuple(dict.fromkeys(w.one(*known) for _ in range(w.some(2, 1))))


def _signature(w: Writer, start: str, given: list[str]) -> Lines:
    arrow = w.one("", "", " -> None")
    if given and w.chance(4):
        lines = [f"{start}(", *(f"    {it}," for it in given), f"){arrow}:"]
        return [lines[0], "    # what it is given", *lines[1:]] if w.chance() else lines
    trailing = ",  " if given and w.chance(6) and not given[-1].startswith("*") else ""
    return [f"{start}({', '.join(given)}{trailing}){arrow}:" + w.one("", "", "  # says why")]


def _decorators(w: Writer) -> Lines:
    shape = w.some(9)
    pytest = w.use("pytest") if shape in (6, 7, 8) else ""
    if shape == 6:
        values = ", ".join(spell(w, w.file(), True) for _ in range(w.some(2, 1)))
        return [f"@{pytest}.mark.parametrize('path', [{values}])"]
    if shape == 7:
        return [f"@{pytest}.mark.skipif(", "    False,", "    reason='never',", ")"]
    if shape == 8 and w.fixtures:
        return [f"@{pytest}.mark.usefixtures('{w.one(*w.fixtures)}')"]
    if shape == 9:
        name = w.new("wrapped")
        functools = w.use("functools")
        w.top.append(
            [
                f"def {name}(f):",
                f"    @{functools}.wraps(f)",
                "    def g(*a, **k):",
                "        return f(*a, **k)",
                "    return g",
            ]
        )
        return [f"@{name}"]
    return []


def plain_class(w: Writer) -> Lines:
    """A class as pytest collects it, with class constants and xunit set-up."""
    name, lines = w.new("Test"), []
    held = _class_constant(w, lines)
    if w.chance(4):
        lines += [
            f"@{w.use('pytest')}.fixture{w.one('', '()', '(autouse=True)')}",
            f"def {w.new('_ready')}(self):",
            *indent(act(w)),
            "    yield",
            "",
        ]
    lines += _set_up(w, "setup_method", "self, method" if w.chance() else "self", held)
    if w.chance(4):
        lines += ["@classmethod", "def setup_class(cls):", *indent(body(w, 1)), ""]
    for _ in range(w.some(3, 1)):
        own = _methods_body(w, held)
        lines += _decorators_of_method(w)
        lines += [f"def {w.new('test_')}({', '.join(('self', *_given(w)))}):", *indent(own), ""]
    if w.chance(6):
        lines += ["class TestInner:", "    def test_in(self):", *indent(indent(body(w, 1))), ""]
    return [f"class {name}{w.one('', '(object)', '()')}:", *indent(lines)]


def _decorators_of_method(w: Writer) -> Lines:
    return [f"@{w.use('pytest')}.mark.filterwarnings('ignore')"] if w.chance(6) else []


def _class_constant(w: Writer, lines: Lines) -> str:
    if not w.chance(3):
        return ""
    name = w.one("PATH", "out_dir", "filename", "tmp_path")
    thing = w.file()
    lines += [f"{name} = {spell(w, thing, True)}", ""]
    if thing.folder not in ("", "/tmp"):
        lines += [f"{w.use('os')}.makedirs({thing.folder!r}, exist_ok=True)"]
    return name


def _methods_body(w: Writer, held: str) -> Lines:
    if held and w.chance():
        p = w.one(f"self.{held}", f"self.{held}", f"type(self).{held}")
        return [
            f"with open({p}, 'w') as f:",
            "    f.write('x')",
            f"assert {w.use('exists')}(self.{held})",
        ]
    return body(w)


def _set_up(w: Writer, name: str, given: str, held: str) -> Lines:
    if not w.chance(3):
        return []
    thing = w.file()
    attribute = w.one("path", "out", held or "where")
    lines = [f"def {name}({given}):", f"    self.{attribute} = {spell(w, thing)}"]
    lines += indent(act(w) if w.chance() else [])
    lines += [f"    self.{attribute}_seen = 0", ""]
    down = name.replace("setup", "teardown").replace("setUp", "tearDown")
    lines += (
        [
            f"def {down}({given}):",
            f"    if {w.use('exists')}(self.{attribute}):",
            f"        {w.use('remove')}(self.{attribute})",
            "",
        ]
        if w.chance()
        else []
    )
    return lines


def test_case(w: Writer) -> Lines:
    """A ``unittest.TestCase``."""
    name, lines = w.new("Case"), []
    unittest = w.use("unittest")
    held = _class_constant(w, lines)
    lines += _set_up(w, "setUp", "self", held)
    if w.chance(4):
        lines += [
            "@classmethod",
            "def setUpClass(cls):",
            "    super().setUpClass()",
            *indent(act(w)),
            "",
        ]
        lines += ["@classmethod", "def tearDownClass(cls):", *indent(body(w, 1)), ""]
    for _ in range(w.some(3, 1)):
        own = _methods_body(w, held)
        if w.chance(6):
            own = ["with self.subTest('one'):", *indent(own)]
        if w.chance(6):
            own.append(f"self.addCleanup({w.use('os')}.getcwd)")
        own.append(w.one("self.assertTrue(1)", "self.assertEqual(1, 1, msg='/tmp/x')"))
        lines += [f"def {w.new('test_')}(self):", *indent(own), ""]
    tail = ["", "if __name__ == '__main__':", f"    {unittest}.main()"] if w.chance(4) else []
    return [f"class {name}({unittest}.TestCase):", *indent(lines), *tail]


def fixture(w: Writer, name: str = "") -> Lines:
    """A fixture of any scope: what it gives is a path, a handle or nothing."""
    pytest = w.use("pytest")
    name = name or w.new(w.one("out_file", "workspace", "ready", "tmp"))
    scope = w.one("", "", "scope='module'", "scope='session'", "scope='class'", "scope='package'")
    more = [scope] if scope else []
    given = [] if scope else list(_given(w))
    before = body(w, 2)
    value = spell(w, w.file())
    if w.chance(6):
        more.append("autouse=True")
    if w.chance(6):
        values = ", ".join(spell(w, w.file(), True) for _ in range(w.some(2, 1)))
        more.append(f"params=[{values}]")
        given = [*given, "request"] if "request" not in given else given
        value = "request.param"
    head = f"@{pytest}.fixture" + (f"({', '.join(more)})" if more else w.one("", "()"))
    if given and "request" in given and w.chance():
        after = [
            f"request.addfinalizer(lambda: {w.use('os')}.path.exists({value}))",
            f"return {value}",
        ]
    elif w.chance():
        after = [f"yield {value}", *(body(w, 1) if w.chance() else [])]
    else:
        after = [f"return {value}"]
    if w.chance(4):
        before = [line for line in before if "request = " not in line]
    w.fixtures[name] = scope
    return [head, f"def {name}({', '.join(given)}):", *indent(before), *indent(after)]


def module_set_up(w: Writer) -> Lines:
    """``setup_module`` and its like."""
    name = w.one("setup_module", "setup_function", "teardown_module", "setUpModule")
    given = w.one("", "module") if name.startswith("setup_m") else ""
    return [f"def {name}({given}):", *indent(body(w, 2))]


def uses(w: Writer) -> Lines:
    """A test of what a fixture gives."""
    if not w.fixtures:
        return function(w)
    name = w.one(*w.fixtures)
    return [
        f"def {w.new('test_given_')}({name}):",
        f"    assert {name} is None or isinstance(str({name}), str)",
        *indent(body(w, 2)),
    ]
