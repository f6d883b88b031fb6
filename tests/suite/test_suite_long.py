"""Text made to be costly is read in time that grows with its length, as all other text is."""

import re

import pytest

from codemods.hazards.paths import is_same, looks_like_path
from codemods.suite.imports import imported_names
from codemods.touches.table import moves
from codemods.transforms.primitives.configuration import _OPTION
from codemods.transforms.primitives.name_sites import _is_meant
from codemods.transforms.primitives.parametrizing import shows_no_order

LONG = 1 << 18
"""Where each character is looked at again for each before it, that takes minutes."""

IMPORTS = {
    "dots": b"from" + b"." * LONG,
    "blanks": b"from . " + b" " * LONG + b"x",
    "dots and blanks": b"from " + b". " * LONG,
    "open parentheses": b"from a import (\n" * (LONG // 8),
    "a deep name": b"import " + b"a." * LONG,
    "comments": b"from a import (\n" + b"# a # b\n" * (LONG // 8),
}


@pytest.mark.parametrize("raw", IMPORTS.values(), ids=IMPORTS)
def test_imports(raw):
    assert len(list(imported_names(raw, "tests/test_a.py"))) < LONG


def test_names_and_paths():
    assert not looks_like_path("_" * LONG)
    assert not is_same("/tmp/" + "*a" * 40, "/tmp/" + "a" * 4_000 + "!")
    assert not moves("a" + "_" * LONG + "!")
    assert not _is_meant("dbname" + "\t" * LONG + "!x", (LONG + 7, LONG + 8))
    assert not _is_meant("://" * LONG + "!x!", (3 * LONG + 1, 3 * LONG + 2))


@pytest.mark.parametrize("inside", [b"\n# a # b" * (LONG // 8), b"x" + b" " * LONG, b" " * LONG])
def test_values_in_braces(inside):
    assert not shows_no_order(b"x = {" + inside + b"\n1: 2}")


def test_a_line_of_a_configuration():
    assert not re.search(_OPTION, "a" + " " * LONG)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"from . import a", {".tests", ".tests/a"}),
        (b"from .. import (  # see (b)\n a,\n c as d)", {".", ".a", ".c"}),
        (b"from .x . y import z", set()),
        (b"from a.b import(c)\nfrom import d", {"a.b", "a.b.c"}),
        (b"from a import (b", {"a"}),
    ],
)
def test_imports_are_what_python_takes_them_for(raw, names):
    found = set(imported_names(raw, "tests/test_a.py"))

    assert names <= found
    assert "d" not in {name.rpartition(".")[2] for name in found}
