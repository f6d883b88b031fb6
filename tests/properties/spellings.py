"""The many ways in which tests spell a path."""

import posixpath

from tests.properties.writer import Thing, Writer


def spell(w: Writer, thing: Thing, fixed: bool = False) -> str:
    """An expression for a thing: text or ``Path``, built here or named elsewhere.

    Args:
        fixed: whether it is evaluated at import, where only what stands above is known.
    """
    if w.tame and w.chance(3):
        return w.one(_literal, _joined, _pathlib, _literal if fixed else _constant)(w, thing)
    if w.tame:
        return repr(thing.path)
    ways = [
        _literal,
        _literal,
        _joined,
        _percent,
        _f_string,
        _added,
        _formatted,
        _pathlib,
        _slashed,
    ]
    if thing.folder.startswith("/tmp"):
        ways += [_gettempdir]
    else:
        ways += [_absolute, _beside_file, _cwd]
    if not fixed:
        ways += [_constant, _constant, _walrus, _function, _inner_lambda]
        if any(each == thing for each in w.exports.values()):
            ways += [_imported, _imported]
    return w.one(*ways)(w, thing)


def text(w: Writer, thing: Thing, fixed: bool = False) -> str:
    """The same, as text."""
    found = spell(w, thing, fixed)
    return found if w.chance() and not fixed else f"str({found})"


def path(w: Writer, thing: Thing) -> str:
    """The same, as a ``Path``."""
    return f"{w.use('Path')}({spell(w, thing)})"


def _literal(w: Writer, thing: Thing) -> str:
    if w.chance(6) and "/" in thing.path:
        return w.quote(thing.path.replace("/", "//", 1) if w.chance() else f"{thing.path}")
    return w.quote(thing.path)


def _split(thing: Thing) -> tuple[str, str]:
    head, tail = posixpath.split(thing.path)
    return head or ".", tail


def _joined(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    return f"{w.use('join')}({w.quote(head)}, {w.quote(tail)})"


def _percent(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    return w.one(f"'{head}/%s' % '{tail}'", f"'%s/%s' % ('{head}', '{tail}')")


def _f_string(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    base = _hold(w, Thing(head, "") if head != "." else Thing("", "."))
    return f"f'{{{base}}}/{tail}'" if w.chance() else f'F"{{{base}!s}}/{tail}"'


def _added(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    pieces = f"('{head}/'{w.one('', '', '  # where')}\n     '{tail}')"
    return w.one(f"'{head}' + '/' + '{tail}'", pieces)


def _formatted(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    return w.one(f"'{head}/{{}}'.format('{tail}')", f"'{{d}}/{tail}'.format(d='{head}')")


def _pathlib(w: Writer, thing: Thing) -> str:
    return f"{w.use('Path')}({w.quote(thing.path)})"


def _slashed(w: Writer, thing: Thing) -> str:
    head, tail = _split(thing)
    return f"({w.use('Path')}({w.quote(head)}) / {w.quote(tail)})"


def _gettempdir(w: Writer, thing: Thing) -> str:
    rest = thing.path.removeprefix("/tmp/")
    return f"{w.use('join')}({w.use('tempfile')}.gettempdir(), {w.quote(rest)})"


def _absolute(w: Writer, thing: Thing) -> str:
    return f"{w.use('os')}.path.abspath({w.quote(thing.path)})"


def _cwd(w: Writer, thing: Thing) -> str:
    way = w.one(f"{w.use('os')}.getcwd()", f"{w.use('Path')}.cwd()")
    return f"{w.use('join')}({way}, {w.quote(thing.path)})"


def _beside_file(w: Writer, thing: Thing) -> str:
    name = thing.path.replace("/", "_")
    if w.chance():
        return f"{w.use('Path')}(__file__).parent / {w.quote(name)}"
    return f"{w.use('join')}({w.use('os')}.path.dirname(__file__), {w.quote(name)})"


def _walrus(w: Writer, thing: Thing) -> str:
    return f"({w.one('p', 'out', 'tmp_path_', 'name')} := {w.quote(thing.path)})"


def _inner_lambda(w: Writer, thing: Thing) -> str:
    return f"(lambda: {w.quote(thing.path)})()"


def _constant(w: Writer, thing: Thing) -> str:
    return _hold(w, thing)


def _imported(w: Writer, thing: Thing) -> str:
    name = w.one(*[name for name, each in w.exports.items() if each == thing])
    if name.endswith("()"):
        w.froms.setdefault(w.shared, set()).add(name.removesuffix("()"))
    else:
        w.froms.setdefault(w.shared, set()).add(name)
    return name


def _function(w: Writer, thing: Thing) -> str:
    """A function of the module that returns the path."""
    name = w.new(w.one("path", "_out", "get_file"))
    body = spell(w, thing, fixed=True)
    shape = w.some(3)
    if shape == 0:
        w.top.append([f"def {name}(): return {body}"])
    elif shape == 1:
        w.top.append([f"{name} = lambda: {body}"])
    elif shape == 2:
        parts = [f"def {name}(base={w.quote(thing.folder or '.')}):", '    """Where it goes."""']
        tail = f"base + '/{thing.name}'" if thing.name else "base"
        w.top.append([*parts, f"    return {tail}"])
    else:
        w.top.append([f"def {name}() -> 'object':", f"    value = {body}", "    return value"])
    return f"{name}()"


def _hold(w: Writer, thing: Thing) -> str:
    """The name of a constant of the module that is this thing."""
    known = [name for name, each in w.constants.items() if each == thing]
    if known and w.chance():
        return w.one(*known)
    names = ["OUT", "PATH", "LOG", "BASE", "base_dir", "_here", "tmp_path_name", "Ω", "worker"]
    name = w.new(w.one(*names))
    w.constants[name] = thing
    value = spell(w, thing, fixed=True) if thing.path != "." else "'.'"
    value = f"str({value})" if w.chance() else value
    shape = w.some(7)
    if shape == 0:
        w.top.append([f"{name}: str = str({value})  # where it goes"])
    elif shape == 1:
        other = w.new("EXTRA")
        w.top.append([f"{name} = {value}; {other} = 1"])
    elif shape == 2:
        w.top.append([f"{name}, {w.new('N')} = {value}, 2"])
    elif shape == 3:
        w.top.append(["if True:", f"    {name} = {value}"])
    elif shape == 4:
        w.top.append(["# Where the tests write.", f"{name} = \\", f"    {value}"])
    elif shape == 5:
        w.top.append([f"{name} = {w.new('ALIAS')} = {value}"])
    else:
        w.top.append([f"{name} = {value}"])
    return name
