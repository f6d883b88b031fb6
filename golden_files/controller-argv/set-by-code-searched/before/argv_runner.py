import functools
import sys

_before = list(sys.argv)


def _run(words):
    sys.argv[:] = words


COMMANDS = {
    "build": functools.partial(_run, ["runner", "build"]),
    "reset": functools.partial(_run, _before),
}
