"""Where an expression of a suite stands, and what the names in it stand for."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codemods.suite.model import Class, Function, Import, Module, Suite
from codemods.suite.module import dotted_name, import_names
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.grown import worked_out

_ENUMS = ("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag")
DEEPEST = 12
"""How many names and calls are looked through."""


@dataclass(frozen=True)
class Scope:
    """Where an expression stands.

    Attributes:
        module: whose names it uses.
        function: in whose body it stands, if any.
        loops: by variable of a comprehension, what it runs over.
        cls: in whose body it stands, outside all functions.
        depth: how many names and calls were looked through on the way.
    """

    module: Module
    function: Function | None = None
    loops: Mapping[str, tuple[ast.expr, "Scope"]] = field(default_factory=dict)
    depth: int = 0
    cls: Class | None = None

    def into(self, module: Module, function: Function | None = None) -> "Scope":
        """The scope of a definition that is used here."""
        return Scope(module, function, {}, self.depth + 1)

    def over(self, generators: list[ast.comprehension]) -> "Scope":
        """The scope inside a comprehension."""
        scope = self
        for generator in generators:
            if isinstance(generator.target, ast.Name):
                known = {**scope.loops, generator.target.id: (generator.iter, scope)}
                scope = replace(scope, loops=known)
        return scope

    @property
    def body(self) -> list[ast.stmt]:
        """The statements among which local names are bound."""
        if self.function:
            return self.function.node.body
        return self.cls.node.body if self.cls else self.module.source.tree.body


@dataclass(frozen=True)
class Names:
    """Looks up what the names of one suite stand for."""

    suite: Suite

    def name_of(self, node: ast.expr, scope: Scope) -> str:
        """The dotted name of a function or class, ``""`` where there is none."""
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name):
            return ""
        if root.id in scope.loops or self.local(root.id, scope):
            return ""
        known = scope.module.imports
        if root.id in scope.module.bound and root.id not in known:
            return ""
        return dotted_name(node, {**known, **_inner_imports(scope)}) or ""

    def local(self, name: str, scope: Scope) -> bool:
        """Whether the function around an expression binds a name itself."""
        if scope.function is None:
            return False
        node = scope.function.node
        spread = [item for item in (node.args.vararg, node.args.kwarg) if item]
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *spread)
        return any(argument.arg == name for argument in arguments) or any(
            isinstance(inner, ast.Name) and inner.id == name and not isinstance(inner.ctx, ast.Load)
            for inner in nodes_of(node)
        )

    def value_of(self, node: ast.expr, scope: Scope) -> tuple[ast.expr, Scope] | None:
        """The one expression that a name stands for, and where that stands."""
        if scope.depth > DEEPEST:
            return None
        if isinstance(node, ast.Name):
            if node.id in scope.loops:
                return None
            if self.local(node.id, scope):
                return self._assigned(node.id, scope)
            if scope.cls and node.id in scope.cls.constants:
                return scope.cls.constants[node.id], replace(scope, depth=scope.depth + 1)
            hit = resolve(self.suite, scope.module, node.id)
            if hit and hit[1] in hit[0].constants:
                return hit[0].constants[hit[1]], scope.into(hit[0])
            made = worked_out(hit[0], hit[1]) if hit and hit[1] in hit[0].bound else None
            return (made, scope.into(hit[0])) if hit and made else None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if self.local(node.value.id, scope):
                return None
            hit = resolve(self.suite, scope.module, node.value.id)
            if hit and not hit[1] and node.attr in hit[0].constants:
                return hit[0].constants[node.attr], scope.into(hit[0])
            if hit and hit[1] in hit[0].classes:
                cls = hit[0].classes[hit[1]]
                if node.attr in cls.constants and not self.is_enum(cls):
                    return cls.constants[node.attr], scope.into(hit[0])
        return None

    def _assigned(self, name: str, scope: Scope) -> tuple[ast.expr, Scope] | None:
        """The value of a local name that is bound once."""
        assert scope.function
        found = [
            inner
            for inner in nodes_of(scope.function.node)
            if isinstance(inner, ast.Name) and inner.id == name
            if not isinstance(inner.ctx, ast.Load)
        ]
        for inner in nodes_of(scope.function.node):
            if isinstance(inner, ast.Assign) and inner.targets == found:
                return inner.value, replace(scope, depth=scope.depth + 1)
        return None

    def function_of(self, node: ast.Call, scope: Scope) -> tuple[Function, Scope] | None:
        """The function of the suite that a call runs, and the scope of its body."""
        if scope.depth > DEEPEST:
            return None
        target = node.func
        if isinstance(target, ast.Name) and not self.local(target.id, scope):
            hit = resolve(self.suite, scope.module, target.id)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            base = resolve(self.suite, scope.module, target.value.id)
            if base is None:
                return None
            joined = f"{base[1]}.{target.attr}" if base[1] else target.attr
            hit = (base[0], joined)
        else:
            return None
        function = hit[0].functions.get(hit[1]) if hit else None
        if hit is None or function is None or isinstance(function.node, ast.AsyncFunctionDef):
            return None
        names = {ast.unparse(decorator) for decorator in function.node.decorator_list}
        if function.fixture or names - {"staticmethod", "classmethod"}:
            return None
        return function, scope.into(hit[0], function)

    def class_of(self, node: ast.expr, scope: Scope) -> Class | None:
        """The class of the suite that a name stands for."""
        if isinstance(node, ast.Name) and not self.local(node.id, scope):
            hit = resolve(self.suite, scope.module, node.id)
            return hit[0].classes.get(hit[1]) if hit else None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            hit = resolve(self.suite, scope.module, node.value.id)
            return hit[0].classes.get(node.attr) if hit and not hit[1] else None
        return None

    def is_enum(self, cls: Class) -> bool:
        """Whether a class is an enumeration."""
        imports = self.suite.modules[cls.module].imports
        return any((dotted_name(base, imports) or "").startswith(_ENUMS) for base in cls.node.bases)


def _inner_imports(scope: Scope) -> dict[str, Import]:
    found: dict[str, Import] = {}
    for node in nodes_of(scope.function.node) if scope.function else ():
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= import_names(node, scope.module.path)[0]
    return found
