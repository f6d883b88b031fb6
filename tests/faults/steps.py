"""The preloaded library that lets a chosen step go wrong: building it, and telling it which."""

import errno
import mmap
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MAKE, WRITE, SYNC, RENAME, REMOVE, FOLDER, META, START = (1 << bit for bit in range(8))
ANY = 255
TAKES_ROOM = MAKE | WRITE | SYNC | RENAME | FOLDER
CHANGES = ANY & ~START
_LAYOUT = "=iiiiqq"


@dataclass(frozen=True)
class Hurt:
    """What goes wrong at a step: how, with which error, and which kinds of steps can have it."""

    how: int
    number: int = 0
    kinds: int = ANY

    @property
    def is_a_kill(self) -> bool:
        return self.how in (1, 2, 3)


COUNT = Hurt(0)
HURTS = {
    "kill": Hurt(1),
    "kill-all": Hurt(2),
    "tear": Hurt(3, kinds=WRITE),
    "full-once": Hurt(4, errno.ENOSPC, TAKES_ROOM),
    "full": Hurt(5, errno.ENOSPC, TAKES_ROOM),
    "broken-once": Hurt(4, errno.EIO, CHANGES),
    "read-only": Hurt(5, errno.EROFS, CHANGES),
    "forbidden-once": Hurt(4, errno.EACCES, CHANGES & ~WRITE & ~SYNC),
}


def why_not() -> str:
    """Why steps cannot be hurt on this machine; empty if they can."""
    if sys.platform != "linux":
        return "preloading a library into git and Python is done for Linux only"
    return "" if shutil.which("cc") else "there is no C compiler for the preloaded library"


def build(folder: Path) -> Path:
    """The library, made in ``folder``."""
    made = folder / "steps.so"
    source = Path(__file__).with_name("steps.c")
    command = ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(made), str(source), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return made


class Control:
    """The memory that the library looks into, in whatever process it is."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as stream:
            self._memory = mmap.mmap(stream.fileno(), struct.calcsize(_LAYOUT))

    def arm(self, hurt: Hurt, at: int) -> None:
        """From now on the steps of this process and its children count; one goes wrong."""
        os.setpgid(0, 0)
        self._write(0, hurt.how, hurt.number, hurt.kinds, at, 0)
        self._write(os.getpgrp(), hurt.how, hurt.number, hurt.kinds, at, 0)

    def disarm(self) -> int:
        """No step counts any longer: how many there were."""
        count = struct.unpack(_LAYOUT, self._memory[:])[5]
        self._write(0, 0, 0, 0, 0, 0)
        return int(count)

    def _write(self, *values: int) -> None:
        self._memory[:] = struct.pack(_LAYOUT, *values)
