"""The hook by which groups stay together where pytest-xdist itself loses sight of them."""

import posixpath
import re
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Import, Module, Suite
from codemods.transforms.api import Grouping
from codemods.transforms.primitives.configuration import dist_edits
from codemods.transforms.primitives.groups import SCHEDULER
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.new_file import new_file
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import style_of

HOOK = """\
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    # pytest 9.2 hides the groups that pytest-xdist 3.8 puts into node ids
    # (pytest-dev/pytest-xdist#1386), so the controller looks at the marks itself.
    if config.getoption("dist") != "loadgroup":
        return None

    from xdist.scheduler import LoadGroupScheduling

    groups = {}
    for item in config.pluginmanager.get_plugin("session").perform_collect():
        marks = item.iter_markers("xdist_group")
        names = {str([*m.args, *m.kwargs.values(), "default"][0]) for m in marks}
        if names:
            groups[item.nodeid] = "_".join(sorted(names))

    class MarkScheduling(LoadGroupScheduling):
        def _split_scope(self, nodeid):
            return groups.get(nodeid) or super()._split_scope(nodeid)

    return MarkScheduling(config, log)
"""
"""Needs ``pytest`` to be imported. Does nothing without pytest-xdist, serially, and in other modes;
groups also where pytest-xdist does, and under every other mark than ours."""

_WHY_NOT = {
    "broken": "a probe shows that the pytest and the pytest-xdist of this environment part the "
    "tests of one group, with a scheduler of ours too",
    "absent": "pytest-xdist is not installed for the Python of the suite, so that it cannot be "
    "shown that groups stay together there",
}


def group_switches(suite: Suite, grouping: Grouping) -> list[Edit]:
    """The edits by which group marks have an effect; none if they have it already.

    Raises:
        RefusedRewrite: they cannot have one here.
    """
    if grouping in _WHY_NOT:
        raise RefusedRewrite(_WHY_NOT[grouping])
    return [*dist_edits(suite), *(_hook_edits(suite) if grouping == "hook" else [])]


def _hook_edits(suite: Suite) -> list[Edit]:
    for module in suite.mentioning(SCHEDULER):
        if HOOK.partition("\n")[0].encode() in module.source.raw and _is_ours(module):
            return []
        raise RefusedRewrite(
            f"the pytest-xdist of this environment parts the tests of a group, and {module.path} "
            f"has a {SCHEDULER} already"
        )
    path = _home(suite)
    if path not in suite.modules:
        return list(new_file(suite, path, [("pytest", Import("pytest"))], [HOOK]))
    return _appended(suite.modules[path])


def _is_ours(module: Module) -> bool:
    function = module.functions.get(SCHEDULER)
    return bool(function) and "LoadGroupScheduling" in module.source.segment(function.node)  # type: ignore[union-attr]


def _home(suite: Suite) -> str:
    """The conftest file that every run reads before it hands out tests.

    Raises:
        RefusedRewrite: there is none, and a new one would change what the suite imports.
    """
    folders = {posixpath.dirname(test.id.partition("::")[0]) for test in suite.tests}
    common = posixpath.commonpath(folders) if all(folders) else ""
    above = ["", *(common[: found.start()] for found in re.finditer("/", common)), common]
    for folder in above:
        here = posixpath.join(folder, "conftest.py")
        if here in suite.conftests and _is_read_first(suite, folder):
            return here
    if common not in folders or not _is_read_first(suite, common):
        raise RefusedRewrite(
            "the pytest-xdist of this environment parts the tests of a group, and there is no "
            "conftest.py above all tests that could hold the hook against that"
        )
    return posixpath.join(common, "conftest.py")


def _is_read_first(suite: Suite, folder: str) -> bool:
    """Whether pytest, run in the root without arguments, reads a conftest before it collects."""
    tops = suite.config.testpaths
    if not folder:
        return True
    if tops:
        return all(f"{top.strip('./')}/".startswith(f"{folder}/") for top in tops)
    return "/" not in folder and folder.startswith("test")


def _appended(module: Module) -> list[Edit]:
    source = module.source
    if "pytest" in module.bound and module.imports.get("pytest") is None:
        raise RefusedRewrite(f"{module.path} calls something else pytest")
    text = HOOK
    if style_of(source).quote == "'":
        text = text.replace('"', "'")
    if re.search(rb"^\t", source.raw, re.MULTILINE):
        text = re.sub(r"^( {4})+", lambda found: "\t" * (len(found[0]) // 4), text, flags=re.M)
    end = len(source.raw)
    last = source.raw.rstrip()
    blank = source.raw[len(last) :].count(b"\n") or source.raw[len(last) :].count(b"\r")
    bare = not source.tree.body
    head = "\n" * max(0, (2 if bare else 3) - blank) if last else ""
    text = f"{head}{'import pytest' * bare}{chr(10) * 3 * bare}{text}".replace("\n", source.newline)
    imports = [] if bare else plain_imports(module, "pytest")
    # Behind the import of pytest, where the file ends with its imports.
    return [*imports, replace(replacing(source, end, end, text), rank=1)]
