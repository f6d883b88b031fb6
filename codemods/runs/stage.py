"""Where the runs of a comparison take place: fresh copies of the tree, before and after."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codemods.runs.copies import Overlay, copy_tree, put_over, remove_tree
from codemods.runs.pythons import Environment

Side = Literal["before", "after"]
_PRISTINE = "pristine"


@dataclass(frozen=True, slots=True)
class Stage:
    """Copies to run in: a pristine one, which is never run, and a fresh one for each run.

    Attributes:
        root: the project, links followed.
        folder: holds all copies.
        overlays: the files that make the tree what it is on each side.
        notes: sentences about what could not be copied.
    """

    root: Path
    folder: Path
    overlays: Mapping[Side, Overlay]
    notes: tuple[str, ...]

    def changes_nothing(self) -> bool:
        """Whether both sides are the same to the byte."""
        pristine = self.folder / _PRISTINE / self.root.name

        def content(side: Side, name: str) -> bytes | None:
            if name in self.overlays[side]:
                return self.overlays[side][name]
            return (pristine / name).read_bytes() if (pristine / name).is_file() else None

        names = {*self.overlays["before"], *self.overlays["after"]}
        return all(content("before", name) == content("after", name) for name in names)

    @contextmanager
    def copy(self, side: Side) -> Iterator[Path]:
        """A fresh copy of one side, removed at the end.

        Raises:
            Refusal: a file of the overlay leads out of the project.
        """
        # A folder of the same name: suites know the name of the folder that they live in.
        home = self.folder / side
        try:
            tree = home / self.root.name
            copy_tree(self.folder / _PRISTINE / self.root.name, tree, everything=True)
            put_over(tree, self.overlays[side])
            yield tree
        finally:
            remove_tree(home)

    def import_paths(self, environment: Environment, tree: Path) -> list[str]:
        """The folders of the copy that stand for those that the project is imported from.

        An editable install would let the tests of the copy import, and write beside, the original.
        """
        inside = (
            Path(folder).relative_to(self.root)
            for folder in environment.import_paths
            if Path(folder).is_relative_to(self.root)
        )
        return [str(tree / folder) for folder in inside if (tree / folder).is_dir()]


@contextmanager
def open_stage(root: Path, overlays: Mapping[Side, Overlay]) -> Iterator[Stage]:
    """Copy a project once, so that what happens to it meanwhile cannot show in the runs.

    Args:
        root: the project; nothing is written to it.
        overlays: contents by path relative to ``root``, for each side.
    """
    root = root.resolve()
    folder = Path(tempfile.mkdtemp(prefix="xdistify-runs-")).resolve()
    try:
        left_out = copy_tree(root, folder / _PRISTINE / root.name, without=folder)
        notes = (
            (f"{len(left_out)} files could not be read and were not copied, such as {left_out[0]}",)
            if left_out
            else ()
        )
        yield Stage(root, folder, overlays, notes)
    finally:
        remove_tree(folder)


def relative_paths(paths: Sequence[str], root: Path) -> tuple[str, ...]:
    """Paths as a copy of the root would have them; what lies outside the root stays as it is."""
    home = root.resolve()
    found = []
    for path in paths:
        full = Path(path).resolve()
        inside = full.exists() and full.is_relative_to(home)
        found.append(str(full.relative_to(home)) if inside else path)
    return tuple(found)
