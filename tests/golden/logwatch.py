"""A pytest plugin that notes which process opens which file of the suite for writing.

It is the oracle of the cases of worker-log: a log that two workers open is shared, and one that is
opened under another name by a serial run is not the log that it was. Handed over with ``-p``; works
from Python 3.8 on.
"""

import os
import sys

_HERE = os.getcwd() + os.sep
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND
_notes = open(  # noqa: SIM115
    os.path.join(os.environ["XDISTIFY_LOGS"], f"{os.getpid()}.txt"), "a", encoding="utf-8"
)


def _hook(event, args):
    if event != "open" or not isinstance(args[2], int) or not args[2] & _WRITING:
        return
    if isinstance(args[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(args[0]))
        if path.startswith(_HERE) and "__pycache__" not in path:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
            _notes.write(f"{worker}\t{path[len(_HERE) :]}\n")
            _notes.flush()


sys.addaudithook(_hook)
