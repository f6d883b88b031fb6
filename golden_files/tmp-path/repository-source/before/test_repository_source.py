import ast
from pathlib import Path


def test_module_has_no_print():
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    names = [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert "print" not in names
