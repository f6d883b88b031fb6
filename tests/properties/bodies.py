"""What tests do: the statements of a body that write, read, remove, and much that is beside it."""

import sys
from collections.abc import Callable

from tests.properties.spellings import path, spell, text
from tests.properties.writer import TAG, Thing, Writer, indent

Lines = list[str]


def body(w: Writer, most: int = 4) -> Lines:
    """Statements on one or several things; what is read was written in the same body or before."""
    lines: Lines = []
    if w.chance(6):
        lines.append(
            w.one('"""Says what it is about."""', "'''One.\n\n    Two: /tmp/not-a-path\n    '''")
        )
    for _ in range(w.some(most, 1)):
        lines += w.one(act, act, act, beside)(w)
    return lines


def act(w: Writer) -> Lines:
    """Something is done to a thing; parents are made first where they may be missing."""
    thing = w.thing()
    if thing.is_folder:
        return _on_folder(w, thing)
    lines = _parents(w, thing)
    name = w.one("", "", "", "p", "path", "out", "tmp_path", "request", "f", "target")
    if name:
        lines.append(f"{name} = {spell(w, thing)}")
        lines += w.one(*WRITES)(w, name, f"{w.use('Path')}({name})")
    else:
        lines += w.one(*WRITES)(w, spell(w, thing), path(w, thing))
    if w.chance():
        lines += w.one(*READS)(w, name or text(w, thing))
    if w.chance(3):
        lines += w.one(*REMOVALS)(w, name or text(w, thing))
    if w.chance(8):
        return ["try:", *indent(lines), "finally:", f"    assert {w.quote('x')}"]
    if w.chance(8):
        return ["for _ in range(2):", *indent(lines)]
    if w.chance(10):
        inner = w.one("go", "run", "inner")
        return [f"def {inner}():", *indent(lines), "", f"{inner}()"]
    return lines


def _parents(w: Writer, thing: Thing) -> Lines:
    if thing.folder in ("", "/tmp"):
        return []
    folder = Thing(thing.folder, "")
    return w.one(
        lambda: [f"{w.use('os')}.makedirs({spell(w, folder)}, exist_ok=True)"],
        lambda: [f"{path(w, folder)}.mkdir(parents=True, exist_ok=True)"],
        lambda: [
            f"if not {w.use('exists')}({spell(w, folder)}):",
            f"    {w.use('os')}.makedirs({text(w, folder)})",
        ],
    )()


def _with_open(w: Writer, p: str, _: str) -> Lines:
    name = w.one("f", "fh", "stream")
    if w.chance(4):
        return [f"with open({p}, 'w') as {name}: {name}.write('text')"]
    return [f"with open({p}, {w.one('', 'mode=')}'w') as {name}:", f"    {name}.write('text')"]


def _open_close(w: Writer, p: str, _: str) -> Lines:
    return w.one([f"f = open({p}, 'w'); f.write('text'); f.close()"], [f"open({p}, 'w').close()"])


def _write_text(w: Writer, _: str, p: str) -> Lines:
    return [w.one(f"{p}.write_text('text')", f"assert {p}.write_bytes(b'text') == 4")]


def _copied(w: Writer, p: str, _: str) -> Lines:
    return [f"{w.use('shutil')}.copy(__file__, {p})"]


def _by_child(w: Writer, p: str, _: str) -> Lines:
    run = w.one("check_call", "run", "call")
    if w.chance():
        return [f"{w.use('subprocess')}.{run}(['touch', {p}])"]
    code = "import sys; open(sys.argv[1], 'w').close()"
    call = f"{w.use('subprocess')}.{run}([{w.use('sys')}.executable, '-c', \"{code}\", str({p})]"
    return [f"{call}, cwd='.')" if w.chance() else f"{call})"]


def _dumped(w: Writer, p: str, _: str) -> Lines:
    return [f"with open({p}, 'w') as f:", f"    {w.use('json')}.dump({{'a': [1]}}, f)"]


def _database(w: Writer, p: str, _: str) -> Lines:
    table = w.new("t")
    return [
        f"db = {w.use('sqlite3')}.connect(str({p}) + '.db')",
        f"db.execute('create table if not exists {table} (a)')",
        "db.close()",
    ]


def _logged(w: Writer, p: str, _: str) -> Lines:
    return [
        f"handler = {w.use('logging')}.FileHandler({p})",
        f"{w.use('logging')}.getLogger('x').addHandler(handler)",
        f"{w.use('logging')}.getLogger('x').removeHandler(handler)",
        "handler.close()",
    ]


def _environ(w: Writer, p: str, _: str) -> Lines:
    name = f"{TAG.upper()}_OUT"
    return [
        f"{w.use('os')}.environ['{name}'] = str({p})",
        f"with open({w.use('os')}.environ['{name}'], 'w') as f: f.write('text')",
        f"del {w.use('os')}.environ['{name}']",
    ]


def _shell(w: Writer, p: str, _: str) -> Lines:
    return (
        [
            w.one(
                f"assert {w.use('os')}.system('touch %s' % {p}) == 0",
                f"{w.use('os')}.system(f'echo a > {{{p}}}')",
            )
        ]
        if "'" not in p and '"' not in p
        else [f"open({p}, 'a').close()"]
    )


def _matched(w: Writer, p: str, _: str) -> Lines:
    return [
        f"match str({p}):",
        "    case '' | 'nothing': pass",
        "    case found if found:",
        "        open(found, 'w').close()",
    ]


WRITES: tuple[Callable[[Writer, str, str], Lines], ...] = (
    _with_open,
    _with_open,
    _open_close,
    _write_text,
    _copied,
    _by_child,
    _dumped,
    _database,
    _logged,
    _environ,
    _shell,
    _matched,
)


def _read(w: Writer, p: str) -> Lines:
    return w.one(
        [f"assert {w.use('exists')}({p}) or not {w.use('exists')}({p})"],
        [f"if {w.use('exists')}({p}):", f"    assert open({p}).read() is not None"],
        [f"assert isinstance({w.use('os')}.path.isfile({p}), bool)"],
        [f"assert {w.use('Path')}({p}).suffix in ('.txt', '.log', '')"],
    )


def _read_two(w: Writer, p: str) -> Lines:
    return [
        f"with open({p}, 'a+') as one, \\",
        f"        open({p}) as two:",
        "    assert one.read() == two.read()[0:0]",
    ]


READS: tuple[Callable[[Writer, str], Lines], ...] = (_read, _read, _read_two)


def _removed(w: Writer, p: str) -> Lines:
    return w.one(
        [f"if {w.use('exists')}({p}): {w.use('remove')}({p})"],
        [f"{w.use('Path')}({p}).unlink(missing_ok=True)"],
        ["try:", f"    {w.use('remove')}({p})", "except (OSError, FileNotFoundError):", "    pass"],
        [f"with {w.use('contextlib')}.suppress(OSError):", f"    {w.use('os')}.unlink({p})"],
    )


REMOVALS: tuple[Callable[[Writer, str], Lines], ...] = (_removed,)


def _on_folder(w: Writer, thing: Thing) -> Lines:
    os, p = w.use("os"), spell(w, thing)
    listing = [
        f"{os}.makedirs({p}, exist_ok=True)",
        f"assert {os}.listdir({spell(w, thing)}) is not None",
    ]
    moved = [
        f"{os}.makedirs({p}, exist_ok=True)",
        f"here = {os}.getcwd()",
        f"{os}.chdir({spell(w, thing)})",
        "open('made.txt', 'w').close()",
        f"{os}.chdir(here)",
    ]
    gone = [f"{w.use('shutil')}.rmtree({p}, ignore_errors=True)"]
    filled = [
        f"{os}.makedirs({p}, exist_ok=True)",
        "for name in ('a.txt', 'b.txt'):",
        f"    open({w.use('join')}({spell(w, thing)}, name), 'w').close()",
    ]
    child = [
        f"{w.use('Path')}({p}).mkdir(parents=True, exist_ok=True)",
        f"{w.use('subprocess')}.check_call(['touch', 'by-child'], cwd={spell(w, thing)})",
    ]
    return w.one(listing, filled, gone, filled, child, moved if w.chance(3) else listing)


def beside(w: Writer) -> Lines:
    """What has nothing to do with files, or only looks like it."""
    p = w.quote(w.thing().path if w.chance(4) else "/tmp/said")
    found = [
        [f"assert {p}.startswith('/') or True"],
        [f"assert [p for p in [{p}]] == [{p}]"],
        ["assert sorted({3, 1}) == [1, 3]  # /tmp/only/a/comment"],
        ["if (n := len('abc')) > 2: assert n == 3"],
        ["def tmp_path(): return 1", "assert tmp_path() == 1"],
        ["total = 0", "for worker_id in range(3): total += worker_id", "assert total == 3"],
        [f'print("""{w.thing().path}', "\ttabbed # no comment", '""")'],
        ["x = 1; y = 2; assert x + y == 3"],
        [f"assert not isinstance({p}, bytes), \\", "    'text'"],
        [
            "class Inner:",
            f"    where = {p}",
            "    def get(self): return self.where",
            "assert Inner().get()",
        ],
        [f"value = {{'path': {p}, **{{}}}}", "assert value['path']"],
        ["global COUNT", "COUNT = 1"],
        [f"with {w.use('pytest')}.raises(OSError):", f"    open({p} + '/nowhere/x')"],
        [f"mp = {w.use('pytest')}.MonkeyPatch()", f"mp.setenv('XDF_HOME', str({p}))", "mp.undo()"],
        [f"s = {w.use('socket')}.socket()", "s.bind(('127.0.0.1', 0))", "s.close()"],
    ]
    if not w.runs:
        port = w.one("18765", "PORT", "8000 + 1")
        if port == "PORT":
            w.top.append(["PORT = 18080"])
        found += [
            [
                f"s = {w.use('socket')}.socket(); s.bind(('localhost', {port})); s.listen(1)",
                "s.close()",
            ],
            [
                f"r = {w.use('redis')}.Redis(db=3)",
                f"r.set('{w.one('key', 'a:b')}', 1)",
                "assert r.get('key')",
            ],
            [f"{w.use('logging')}.basicConfig(filename={p})"],
            [f"assert {w.use('sys')}.argv[1:]"],
        ]
    if sys.version_info >= (3, 12):
        found += [["type Name[T] = list[T]", "def same[T](x: T) -> T: return x", "assert same(1)"]]
    return w.one(*found)
