"""What is put off is, once it is asked for, what Python would have said at once."""

import ast
import pickle
import warnings
from pathlib import Path

import pytest

from codemods.suite.nodes import nodes_showing
from codemods.suite.source import Unreadable, parse

ROOT = Path(__file__).parents[2]
FILES = [
    *ROOT.glob("golden_files/*/*/before/**/*.py"),
    *ROOT.glob("tests/**/*.py"),
    *Path(pickle.__file__).parent.glob("*.py"),
]
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def dumped(tree: ast.AST) -> str:
    return ast.dump(tree, include_attributes=True)


def put_off(tree: ast.Module) -> list[str]:
    functions = [node for node in tree.body if isinstance(node, _FUNCTIONS)]
    return [node.name for node in functions if "body" not in vars(node)]


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_the_trees_of_real_files_are_those_of_python():
    differing = []
    for path in FILES:
        raw = path.read_bytes()
        try:
            tree = parse(path.name, raw).tree
        except Unreadable:  # for a newer Python
            continue
        if dumped(tree) != dumped(ast.parse(raw)):
            differing.append(path)

    assert len(FILES) > 1000
    assert not differing


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    '''A text\nof two lines.'''\n    x = 1; y = 2\n",
        "def f():\n\tif x:\n\t    return 1\n\n    # a comment that stands less deep\n\treturn 2\n",
        "def f(a,\n      b=(1,\n         2)):\n    # first\n    @d\n    def g(): pass\n    g()",
        "class A:\n  class B:\n    async def f(s):\n      await x\n  def g(s):\n    s()\n",
        "def f():\r\n    x = '''\r\n'''\r\n    return x\r\n",
        "def f():\r    x = 1\r    return x\r",
        "\ufeffdef f():\n    return 'é' + g(\n'ü')\n",
        "def f():\n\f    x = 1\n\f    return x\n",
        "def f():\\\n    return 1\n",
        "def f(): \\\n    return 1\n",
        "def f():\n    x = \\\n1\n    return x\n",
        "def f():\n    return 1 \\\n\n\ndef g():\n    return 1 \\\n\n",
        "def f():  # coding: latin-1\n    return 'é'\n",
        "def f():\n    # coding: latin-1\n    return 'é'\n",
    ],
)
def test_a_body_is_the_same_however_it_is_laid_out(text):
    assert dumped(parse("a.py", text.encode()).tree) == dumped(ast.parse(text.encode()))


@pytest.mark.parametrize("head", ["def f():", "async def f():", "@a\ndef f(b, c=1):"])
def test_a_body_is_put_off_until_it_is_asked_for(head):
    tree = parse("a.py", f"{head}\n    return [1]\n".encode()).tree

    assert put_off(tree) == ["f"]
    assert tree.body[0].body is tree.body[0].body
    assert put_off(tree) == []


def test_a_body_on_the_line_of_its_head_is_there_at_once():
    assert put_off(parse("a.py", b"def f(): return 1\ndef g():\n    return 1\n").tree) == ["g"]


def test_an_error_in_a_body_is_told_at_once():
    with pytest.raises(Unreadable, match="line 2"):
        parse("a.py", b"def f():\n    return 1 +\n")


def test_what_python_would_warn_of_is_not_our_affair():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        [function] = parse("a.py", b"X = '\\d'\ndef f():\n    return '\\d'\n").tree.body[1:]
        assert ast.unparse(function.body[0]) == r"return '\\d'"


def test_only_functions_that_show_something_are_looked_into():
    source = parse("a.py", b"X = 1\ndef f():\n    return 2\n@three\nasync def g():\n    return 4\n")
    nodes = list(nodes_showing(source, lambda code: b"three" in code))

    assert [node.value for node in nodes if isinstance(node, ast.Constant)] == [1, 4]
    assert put_off(source.tree) == ["f"]
