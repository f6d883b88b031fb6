"""Tests that belong together: by what one makes, by a helper, a base or a fixture of all."""

from collections.abc import Callable

from tests.properties.bodies import Lines
from tests.properties.spellings import spell, text
from tests.properties.writer import TAG, Writer, indent


def made_and_read(w: Writer) -> Lines:
    """A test that makes a file, and tests that read it."""
    thing = w.file()
    lines = [f"def {w.new('test_makes_')}({w.one('', 'tmp_path', 'capsys')}):"]
    if thing.folder not in ("", "/tmp"):
        lines.append(f"    {w.use('os')}.makedirs({text(w, thing, True)} + '.d', exist_ok=True)")
        lines.append(f"    {w.use('os')}.makedirs({thing.folder!r}, exist_ok=True)")
    lines += [f"    with open({spell(w, thing)}, 'w') as f:", "        f.write('made')"]
    for _ in range(w.some(2, 1)):
        lines += ["", "", f"def {w.new('test_reads_')}():"]
        lines += [f"    with open({spell(w, thing)}) as f:", "        assert f.read() == 'made'"]
    if w.chance(3):
        lines += ["", "", f"def {w.new('test_removes_')}():"]
        lines += [f"    {w.use('remove')}({spell(w, thing)})"]
    return lines


def helped(w: Writer) -> Lines:
    """Tests that hand their path to a helper, or leave the path to it."""
    thing, other = w.file(), w.file()
    name = w.new(w.one("save", "_write", "put"))
    shape = w.some(2)
    folder = [f"    {w.use('os')}.makedirs({thing.folder!r}, exist_ok=True)"]
    folder = folder if thing.folder not in ("", "/tmp") else []
    if other.folder not in ("", "/tmp"):
        folder.append(f"    {w.use('os')}.makedirs({other.folder!r}, exist_ok=True)")
    if shape == 0:
        given, call, other_call = "path, content='x'", f"{name}({spell(w, thing)})", ""
        other_call = f"{name}(path={spell(w, other)}, content='y')"
    elif shape == 1:
        given = f"content, path={spell(w, thing, True)}"
        call, other_call = f"{name}('x')", f"{name}('y', {spell(w, other)})"
    else:
        folder.append(f"    path = {spell(w, thing)}")
        given, call, other_call = "content='x'", f"{name}()", f"{name}('y')"
    lines = [f"def {name}({given}):", *folder, "    with open(path, 'w') as f:"]
    lines += ["        f.write(content)", "    return path"]
    lines += ["", "", f"def {w.new('test_')}():", f"    got = {call}"]
    lines += [f"    assert {w.use('exists')}(got)"]
    lines += ["", "", f"def {w.new('test_')}():", f"    assert open({other_call}).read()"]
    if w.chance(3):
        lines += ["", "", f"def {w.new('test_')}():", f"    for save in [{name}]:"]
        lines += ["        assert callable(save)"]
    return lines


def inherited(w: Writer) -> Lines:
    """A base class that sets the path, and cases that use it."""
    unittest = w.chance()
    base, thing = w.new("Base"), w.file()
    above = f"{w.use('unittest')}.TestCase" if unittest else "object"
    set_up, down = ("setUp", "tearDown") if unittest else ("setup_method", "teardown_method")
    lines = [f"class {base}({above}):"]
    attribute = w.one("path", "filename", "out")
    if w.chance(3):
        lines += [f"    {attribute} = {spell(w, thing, True)}", ""]
        lines += [f"    def {set_up}(self):", "        self.seen = []"]
    else:
        lines += [f"    def {set_up}(self):", f"        self.{attribute} = {spell(w, thing)}"]
    if thing.folder not in ("", "/tmp"):
        lines += [f"        {w.use('os')}.makedirs({thing.folder!r}, exist_ok=True)"]
    if w.chance():
        lines += ["", f"    def {down}(self):", f"        if {w.use('exists')}(self.{attribute}):"]
        lines += [f"            {w.use('os')}.remove(self.{attribute})"]
    for _ in range(w.some(2, 1)):
        lines += ["", "", f"class {w.new('Test')}({base}):"]
        if w.chance(4):
            lines += [f"    def {set_up}(self):", f"        super().{set_up}()"]
            lines += ["        self.more = 1", ""]
        for _ in range(w.some(2, 1)):
            lines += [f"    def {w.new('test_')}(self):"]
            lines += [f"        with open(self.{attribute}, 'w') as f:", "            f.write('x')"]
            lines += [f"        assert {w.use('exists')}(self.{attribute})", ""]
    return lines


def given_by_fixture(w: Writer) -> Lines:
    """A fixture that makes a file or folder once or each time, and tests that use it."""
    pytest, thing = w.use("pytest"), w.file()
    scope = w.one("", "(scope='session')", "(scope='module')", "(scope='class', autouse=True)")
    name = w.new(w.one("made", "store", "_prepared"))
    lines = [f"@{pytest}.fixture{scope}", f"def {name}({w.one('', '', 'request')}):"]
    body: Lines = []
    if thing.folder not in ("", "/tmp"):
        body += [f"{w.use('os')}.makedirs({thing.folder!r}, exist_ok=True)"]
    local = w.one("path", "p", "target", "f")
    body += [f"{local} = {spell(w, thing)}", f"with open({local}, 'w') as handle:"]
    body += ["    handle.write('made')"]
    ending = w.some(2)
    if ending == 0:
        body += [f"return {local}"]
    elif ending == 1:
        body += [f"yield {local}", f"{w.use('os')}.remove({local})"]
    else:
        body += ["try:", f"    yield {local}", "finally:"]
        body += [f"    {w.use('Path')}({local}).unlink(missing_ok=True)"]
    lines += indent(body)
    for _ in range(w.some(2, 1)):
        lines += ["", "", f"def {w.new('test_')}({name}):"]
        lines += [f"    assert open({name}).read() == 'made'"]
        lines += [f"    assert {w.use('exists')}({spell(w, thing)})"] if w.chance(3) else []
    w.fixtures[name] = scope
    return lines


def unordered(w: Writer) -> Lines:
    """Parameters whose order differs between processes."""
    values = w.one("{'a', 'b', 'c'}", "set('abc')", "frozenset(['x', 'y'])", "{1, 2} | {3}")
    if w.chance():
        name = w.new("CASES")
        w.top.append([f"{name} = {values}"])
        values = w.one(name, f"list({name})", f"[(it) for it in {name}]")
    mark = f"@{w.use('pytest')}.mark.parametrize('it', {values})"
    lines = [mark, f"def {w.new('test_each_')}(it):", "    assert it"]
    return lines if w.chance() else [mark.replace("'it', ", "'it',\n    "), *lines[1:]]


def private(w: Writer) -> Lines:
    """A test with a file of its own."""
    name = f"{TAG}{w.new('own')}{w.one('.txt', '.bin', '')}"
    path = w.one(f"/tmp/{name}", f"/tmp/{name}", name)
    value = w.quote(path)
    local = w.one("path", "filename", "x")
    lines = [f"def {w.new('test_')}():", f"    {local} = {value}"]
    lines += [f"    with open({local}, 'w') as f:", "        f.write('one')"]
    lines += [f"    with open({local}) as f:", "        assert f.read() == 'one'"]
    return [*lines, f"    {w.use('remove')}({local})"] if w.chance() else lines


STORIES: tuple[Callable[[Writer], Lines], ...] = (
    made_and_read,
    helped,
    inherited,
    given_by_fixture,
    unordered,
    private,
    private,
)
