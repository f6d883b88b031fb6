"""``python -m libcst.tool codemod -x codemods.commands.TmpPathCommand PATHS``: for users of LibCST.

Each installed transform is a ``CodemodCommand``, named after it: ``tmp-path`` is `TmpPathCommand`.
LibCST goes file by file, and a fix is one unit: a command makes the fixes that lie in one file as a
whole, and warns of the others, for which there is ``xdistify apply``. LibCST writes the files, so
``xdistify revert`` knows nothing of it.
"""

import argparse
import atexit
import base64
import json
import os
import shutil
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext, SkipFile

from codemods.cli.options import Settings, read_settings
from codemods.cli.planning import chosen, plan_for
from codemods.errors import Refusal
from codemods.plan import changed_files
from codemods.safe_text import visible
from codemods.transforms.api import Transform, load_transforms

_RUN = "XDISTIFY_LIBCST_RUN"
"""Names the folder in which the processes of one run of libcst.tool share what they work out."""
_NOTHING: dict[str, Any] = {"before": None, "after": None, "warnings": []}


class FixCommand(CodemodCommand):
    """The fixes of one transform, as far as they lie in the file at hand.

    The whole suite is read to find them, once in a run of ``libcst.tool`` and before any file of
    it is written; where the class is used in a program, for each module.
    """

    TRANSFORM: ClassVar[str] = ""

    def __init__(
        self, context: CodemodContext, unsafe: bool = False, root: str | None = None
    ) -> None:
        super().__init__(context)
        self._unsafe = unsafe
        self._root = Path(root) if root else None

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        arg_parser.add_argument(
            "--unsafe", action="store_true", help="The unsafe fixes too.", default=False
        )
        arg_parser.add_argument("--root", metavar="DIR", help="Root of the suite.", default=None)
        _open_run()

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """The module with its fixes.

        Raises:
            SkipFile: the suite cannot be read, or LibCST would not keep the bytes of the file.
        """
        if self.context.filename is None:
            raise SkipFile(f"{self.TRANSFORM} needs the path of a file, and its suite around it")
        path = Path(self.context.filename).resolve()
        try:
            share = self._share_of(path)
        except Refusal as refusal:
            raise SkipFile(visible(str(refusal), keep="")) from refusal
        for warning in share["warnings"]:
            self.warn(warning)
        raw = path.read_bytes()
        if share["before"] not in (None, sha256(raw).hexdigest()):
            raise SkipFile("it has changed since this run read the suite: run it again")
        after = base64.b64decode(share["after"]) if share["after"] else raw
        result = cst.parse_module(after) if after != raw else tree
        if result.bytes != after:
            raise SkipFile("LibCST would not keep every byte of it")
        return result

    def _share_of(self, path: Path) -> dict[str, Any]:
        settings = read_settings(
            [] if self._root else [path], self._root, None, self.TRANSFORM, None, True, True
        )
        if not path.is_relative_to(settings.root):
            raise Refusal(f"{path} lies outside of {settings.root}")
        shares = _shared(settings, self._unsafe)
        return dict(shares.get(path.relative_to(settings.root).as_posix(), _NOTHING))


def _shared(settings: Settings, unsafe: bool) -> dict[str, Any]:
    """The shares of all files; of one run of libcst.tool, as the first process worked them out."""
    folder = os.environ.get(_RUN)
    if not folder:
        return _shares(settings, unsafe)
    key = "\0".join([str(settings.root), *sorted(settings.select), str(unsafe)])
    kept = Path(folder, sha256(key.encode("utf-8", "surrogateescape")).hexdigest())
    from filelock import FileLock

    with FileLock(kept.with_suffix(".lock")):
        if not kept.exists():
            kept.write_text(json.dumps(_shares(settings, unsafe)), encoding="utf-8")
        return dict(json.loads(kept.read_text(encoding="utf-8")))


def _shares(settings: Settings, unsafe: bool) -> dict[str, Any]:
    """By path: the digest before, the content after (base64), and what lies in other files too."""
    plan = plan_for(replace(settings, paths=()))
    fixes = chosen(plan, unsafe)
    own = [fix for fix in fixes if len({edit.path for edit in fix.edits}) == 1]
    shares: dict[str, Any] = {}
    for path, (before, after) in changed_files(plan, own).items():
        if before is not None:
            shares[path] = {
                "before": sha256(before).hexdigest(),
                "after": base64.b64encode(after).decode("ascii"),
                "warnings": [],
            }
    for fix in fixes:
        paths = {edit.path for edit in fix.edits}
        for path in paths if len(paths) > 1 else ():
            share = shares.setdefault(path, {**_NOTHING, "warnings": []})
            share["warnings"].append(
                visible(
                    f"the fix {fix.id} for {fix.resource} changes {len(paths)} files together: "
                    f"use xdistify apply --select {fix.transform}",
                    keep="",
                )
            )
    return shares


def _open_run() -> None:
    """Make the folder that the processes of this run share; it goes when this process ends."""
    if os.environ.get(_RUN):
        return
    folder = tempfile.mkdtemp(prefix="xdistify-")
    os.environ[_RUN] = folder
    owner = os.getpid()

    def clear_away() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(clear_away)


def _command(transform: Transform) -> type[FixCommand]:
    name = "".join(part.capitalize() for part in transform.name.split("-")) + "Command"
    title = transform.document.strip().splitlines()[0]
    members = {
        "__module__": __name__,
        "__doc__": title,
        "TRANSFORM": transform.name,
        "DESCRIPTION": title,
    }
    return type(name, (FixCommand,), members)


COMMANDS = {command.__name__: command for command in map(_command, load_transforms())}
globals().update(COMMANDS)
