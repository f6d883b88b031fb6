"""The fixtures that pytest and xdist bring along, and what they give."""

import re

from codemods.touches.values import PRIVATE, Ref, Values

PRIVATE_FOLDERS = re.compile(r"^(tmp_?path|tmp_?dir)$")
_PRIVATE = re.compile(r"^(tmp_?path|tmp_?dir)(_factory)?$|^(worker_id|testrun_uid)$")
_OTHERS = frozenset(
    [
        "cache",
        "capfd",
        "capfdbinary",
        "caplog",
        "capsys",
        "capsysbinary",
        "capteesys",
        "doctest_namespace",
        "monkeypatch",
        "pytestconfig",
        "record_property",
        "record_testsuite_property",
        "recwarn",
        "request",
        "subtests",
    ]
)


def builtin_values(name: str) -> Values:
    """What the fixture of a name gives, nothing if it is not known."""
    if _PRIVATE.match(name):
        return (PRIVATE,)
    return (Ref(f"pytest.{name}"),) if name in _OTHERS else ()
