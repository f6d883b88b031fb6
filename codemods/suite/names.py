"""Following names through imports, base classes and conftest files."""

import ast
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from codemods.suite.config import SuiteConfig
from codemods.suite.model import Class, Function, Module, Suite
from codemods.suite.module import dotted_name, unconditional
from codemods.suite.modules import Modules, Tests
from codemods.suite.nodes import nodes_of

_PLUGINS = "pytest_plugins"
_IMPORTS_PLUGIN = re.compile(rb"import_plugin\s*\(\s*[\"']([.\w]+)[\"']")


def module_path(
    dotted: str, importer: str, known: Collection[str], config: SuiteConfig
) -> str | None:
    """The path of the module that ``importer`` means by ``dotted``, if it lies below the root.

    Looks where pytest would have put ``sys.path``: the first folder upwards of the importer
    without ``__init__.py``, ``pythonpath``, the root, ``src``. A leading dot marks a path that a
    relative import has already fixed.
    """
    folder = importer.rpartition("/")[0]
    if not isinstance(known, Modules):
        return path_below(dotted, import_base(folder, known), known, config)
    key = (folder, dotted)
    if key not in known.places:
        known.places[key] = path_below(dotted, import_base(folder, known), known, config)
    return known.places[key]


def path_below(dotted: str, base: str, known: Collection[str], config: SuiteConfig) -> str | None:
    """The same for what is imported from the folder ``base`` of ``sys.path``."""
    if dotted.startswith("."):
        bases, tail = [""], dotted[1:].lstrip("/")
    else:
        bases, tail = [base, "", "src"], dotted.replace(".", "/")
        bases += [entry.removeprefix("./").rstrip("/") for entry in config.pythonpath]
    for top in dict.fromkeys(bases):
        stem = f"{top}/{tail}" if top else tail
        for candidate in (f"{stem}.py", f"{stem}/__init__.py"):
            if candidate in known:
                return candidate
    return None


def resolve(suite: Suite, module: Module, name: str) -> tuple[Module, str] | None:
    """The module and the name in it that a global name of ``module`` finally stands for.

    ``None`` if it is not bound below the root. A name bound by ``import x`` gives ``(x, "")``.
    """
    return _resolve(suite, module, name, set())


def _resolve(
    suite: Suite, module: Module, name: str, seen: set[tuple[str, str]]
) -> tuple[Module, str] | None:
    if (module.path, name) in seen:
        return None
    seen.add((module.path, name))
    known = suite.modules
    found = module.imports.get(name)
    if found is None:
        if name in module.bound:
            return module, name
        for star in module.stars:
            path = module_path(star, module.path, known, suite.config)
            if path and (hit := _resolve(suite, known[path], name, seen)):
                return hit
        return None
    if found.attribute is None:
        path = module_path(found.module, module.path, known, suite.config)
        return (known[path], "") if path else None
    submodule = module_path(f"{found.module}/{found.attribute}", module.path, known, suite.config)
    if submodule is None:
        submodule = module_path(found.dotted, module.path, known, suite.config)
    if submodule:
        return known[submodule], ""
    path = module_path(found.module, module.path, known, suite.config)
    return _resolve(suite, known[path], found.attribute, seen) if path else None


def class_chain(cls: Class, modules: Modules, config: SuiteConfig) -> tuple[Class, ...]:
    """The class and its bases below the root, nearest first."""
    if cls not in modules.chains:
        modules.chains[cls] = _chain(cls, modules, config)
    return modules.chains[cls]


def _chain(cls: Class, modules: Modules, config: SuiteConfig) -> tuple[Class, ...]:
    found: dict[tuple[str, str], Class] = {}
    pending = [cls]
    while pending:
        current = pending.pop(0)
        if (current.module, current.qualname) in found:
            continue
        found[current.module, current.qualname] = current
        pending += _bases(current, modules, config)
    return tuple(found.values())


def _bases(cls: Class, modules: Modules, config: SuiteConfig) -> list[Class]:
    module = modules[cls.module]
    bases: list[Class] = []
    for base in cls.node.bases:
        suite = Suite("", config, modules, Tests((), lambda path: ()), ())
        if isinstance(base, ast.Name) and (hit := resolve(suite, module, base.id)):
            home, name = hit
        elif isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
            target = resolve(suite, module, base.value.id)
            if not target or target[1]:
                continue
            home, name = target[0], base.attr
        else:
            continue
        if name in home.classes:
            bases.append(home.classes[name])
    return bases


def is_testcase(cls: Class, modules: Modules, config: SuiteConfig) -> bool:
    """Whether the class or a base below the root derives from ``unittest.TestCase``."""
    return any(base.is_testcase for base in class_chain(cls, modules, config))


def collected_classes(module: Module, modules: Modules, config: SuiteConfig) -> Iterator[Class]:
    """The classes that pytest would collect from in a test module, imported ones included."""
    imported = [cls for _, _, cls in _imported(module, modules, config) if isinstance(cls, Class)]
    for cls in (*module.classes.values(), *imported):
        if is_switched_off(cls, modules, config):
            continue
        if is_testcase(cls, modules, config) or (
            all(config.is_test_class(part) for part in cls.qualname.split("."))
            and not any(
                _makes_itself(base, modules[base.module])
                for base in class_chain(cls, modules, config)
            )
        ):
            yield cls


def is_switched_off(cls: Class, modules: Modules, config: SuiteConfig) -> bool:
    """Whether ``__test__ = False`` keeps a class from being collected."""
    for base in class_chain(cls, modules, config):
        value = base.constants.get("__test__")
        if isinstance(value, ast.Constant):
            return not value.value
    return False


def imported_functions(
    module: Module, modules: Modules, config: SuiteConfig
) -> Iterator[tuple[str, Function]]:
    """The functions that a module imports from below the root, by their names in it."""
    for name, _, item in _imported(module, modules, config):
        if isinstance(item, Function) and item.owner is None:
            yield name, item


def _imported(
    module: Module, modules: Modules, config: SuiteConfig
) -> Iterator[tuple[str, Module, Function | Class]]:
    suite = Suite("", config, modules, Tests((), lambda path: ()), ())
    names = list(module.imports)
    for star in module.stars:
        path = module_path(star, module.path, modules, config)
        home = modules[path] if path else module
        names += [name for name in home.bound if not name.startswith("_")]
    for name in dict.fromkeys(names):
        hit = resolve(suite, module, name)
        if hit and hit[0] is not module:
            item = hit[0].functions.get(hit[1]) or hit[0].classes.get(hit[1])
            if item:
                yield name, hit[0], item


def _makes_itself(cls: Class, module: Module) -> bool:
    """Whether a class has a constructor, written or generated, which pytest does not call."""
    made = any(f"{cls.qualname}.{name}" in module.functions for name in ("__init__", "__new__"))
    return made or any(
        (
            dotted_name(node.func if isinstance(node, ast.Call) else node, module.imports) or ""
        ).rpartition(".")[2]
        == "dataclass"
        for node in cls.node.decorator_list
    )


def visible_fixtures(
    suite: Suite, module: Module, classes: Sequence[Class]
) -> Iterator[tuple[str, Function]]:
    """All fixtures that a test there can see as ``(name, function)``, the nearest first."""
    for cls in classes:
        home = suite.modules[cls.module]
        for function in home.functions.values():
            if function.fixture and function.owner == cls.qualname:
                yield function.fixture.name, function
    yield from _module_fixtures(suite, module)
    folder = posixpath.dirname(module.path)
    for path in reversed(suite.conftests):
        top = posixpath.dirname(path)
        if path != module.path and (not top or folder == top or folder.startswith(f"{top}/")):
            yield from _module_fixtures(suite, suite.modules[path])
    for plugin in plugins(suite):
        yield from _module_fixtures(suite, plugin)


def _module_fixtures(suite: Suite, module: Module) -> Iterator[tuple[str, Function]]:
    for function in module.functions.values():
        if function.fixture and function.owner is None:
            yield function.fixture.name, function
    for name in module.imports:
        hit = resolve(suite, module, name)
        imported = hit[0].functions.get(hit[1]) if hit else None
        if imported and imported.fixture:
            yield imported.fixture.name, imported
    for star in module.stars:
        path = module_path(star, module.path, suite.modules, suite.config)
        if path and path != module.path:
            yield from _module_fixtures(suite, suite.modules[path])


@lru_cache(maxsize=8)
def plugins(suite: Suite) -> tuple[Module, ...]:
    """The modules of the suite that its configuration or its files name as plugins of pytest."""
    pending: list[tuple[str, str]] = [("", name) for name in suite.config.plugins]
    for path in (*suite.conftests, *suite.tests.paths):
        if asks_for_plugins(suite.modules.raw(path) or b""):
            pending += _asked_for(suite, suite.modules[path])
    found: dict[str, Module] = {}
    while pending:
        importer, name = pending.pop(0)
        target = module_path(name, importer, suite.modules, suite.config)
        if target and target not in found:
            found[target] = suite.modules[target]
            pending += _asked_for(suite, found[target])
    return tuple(found.values())


def _asked_for(suite: Suite, module: Module) -> Iterator[tuple[str, str]]:
    """What a module names as plugins, itself and by constants of others."""
    for name in plugin_names(module.source.raw, module.source.tree):
        yield module.path, name
    for node in _plugin_values(module.source.tree):
        for inner in nodes_of(node):
            home: Module | None = module
            name = inner.id if isinstance(inner, ast.Name) else ""
            if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
                hit = resolve(suite, module, inner.value.id)
                home, name = (hit[0] if hit and not hit[1] else None), inner.attr
            hit = resolve(suite, home, name) if home and name else None
            if hit and hit[1] in hit[0].constants:
                yield from ((module.path, it) for it in _texts(hit[0].constants[hit[1]]))
    bound = resolve(suite, module, _PLUGINS)
    if bound and bound[0] is not module and bound[1] in bound[0].constants:
        yield from ((module.path, it) for it in _texts(bound[0].constants[bound[1]]))


def asks_for_plugins(raw: bytes) -> bool:
    """Whether a file may name plugins of pytest."""
    return _PLUGINS.encode() in raw or b"import_plugin" in raw


def plugin_names(raw: bytes, tree: ast.Module) -> Iterator[str]:
    """The modules that a file names in ``pytest_plugins``, or has the plugin manager import."""
    yield from (match[1].decode("utf-8", "replace") for match in _IMPORTS_PLUGIN.finditer(raw))
    for value in _plugin_values(tree):
        yield from _texts(value)


def string_names(tree: ast.Module) -> Iterator[str]:
    """The strings of a file that may be names of modules."""
    for text in _texts(tree):
        if all(part.isidentifier() for part in text.split(".")):
            yield text


def computes_plugins(tree: ast.Module) -> bool:
    """Whether what a file names in ``pytest_plugins`` does not stand there, word for word."""
    return any(
        not isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.expr_context)
        for value in _plugin_values(tree)
        for node in nodes_of(value)
    ) or any(
        alias.asname == _PLUGINS or alias.name == _PLUGINS
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )


def _plugin_values(tree: ast.Module) -> Iterator[ast.expr]:
    for node in unconditional(tree.body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == _PLUGINS for target in targets):
            value = getattr(node, "value", None)
            if isinstance(value, ast.expr):
                yield value


def _texts(value: ast.AST) -> Iterator[str]:
    for node in nodes_of(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (name.strip() for name in node.value.split(","))


def import_base(folder: str, known: Collection[str]) -> str:
    """The folder that pytest puts on ``sys.path`` for what lies in ``folder``."""
    while folder and f"{folder}/__init__.py" in known:
        folder = posixpath.dirname(folder)
    return folder
