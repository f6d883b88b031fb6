"""What a signature says: the names it takes, and which of them are given by somebody else."""

import ast
from collections.abc import Sequence

from codemods.suite.model import FunctionNode, Module
from codemods.suite.module import dotted_name


def mock_injected(node: FunctionNode, module: Module) -> int:
    """How many positional arguments ``mock.patch`` decorators put in front.

    Source: ``_pytest.compat.num_mock_patch_args``: patches whose ``new`` is left at its default.
    """
    count = 0
    for decorator in node.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        dotted = dotted_name(decorator.func, module.imports) or ""
        target = 2 if dotted.endswith("patch.object") else 1
        is_patch = dotted.endswith(("mock.patch", "mock.patch.object", "mock.patch.multiple"))
        if is_patch or dotted in ("patch", "patch.object"):
            replaced = len(decorator.args) > target or any(
                keyword.arg in ("new", "new_callable") for keyword in decorator.keywords
            )
            count += not replaced or any(k.arg == "new_callable" for k in decorator.keywords)
    return count


def positional(node: FunctionNode) -> list[str]:
    """The parameters that can be given by position."""
    return positional_names(node.args)


def positional_names(arguments: ast.arguments) -> list[str]:
    """The same for a lambda as for a function."""
    return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]


def keyword_only(node: FunctionNode) -> list[str]:
    """The parameters behind ``*``."""
    return [argument.arg for argument in node.args.kwonlyargs]


def is_static(node: FunctionNode) -> bool:
    """Whether a method is given no ``self``."""
    return any(
        isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list
    )


def argument_names(node: ast.expr) -> list[str]:
    """What the first argument of ``parametrize`` names."""
    if isinstance(node, ast.Constant):
        return [name.strip() for name in str(node.value).split(",") if name.strip()]
    if isinstance(node, ast.List | ast.Tuple):
        return [str(item.value) for item in node.elts if isinstance(item, ast.Constant)]
    return []


def is_annotated(node: FunctionNode) -> bool:
    """Whether the signature carries annotations, so that a new parameter should have one."""
    arguments: Sequence[ast.arg] = (
        *node.args.posonlyargs,
        *node.args.args,
        *node.args.kwonlyargs,
    )
    return node.returns is not None or any(argument.annotation for argument in arguments)
