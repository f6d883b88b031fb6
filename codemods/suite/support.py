"""Which files are there for the tests: those that hold tests, and some that do not."""

import re
from functools import lru_cache

from codemods.suite.model import Suite

_TESTS = re.compile(r"(^|/)(tests?|testing|unittests?|test_\w+|\w+_tests?)/")
_SUPPORT = re.compile(
    r"(^|_)(tests?|testing|helpers?|utils?|support|common|base|mixins?|cases?|fixtures?|plugins?)($|_)"
)

LARGE = 512 * 1024
"""Bytes of tests up to which code that is no test is read as far as for one."""


def size_of_tests(suite: Suite) -> int:
    """How many bytes the files of the tests have."""
    return sum(len(suite.modules.raw(path) or b"") for path in suite.tests.paths)


def serves_tests(suite: Suite, path: str) -> bool:
    """Whether a file holds tests, or is there for them and for nothing else."""
    return suite.modules.kind(path) != "other" or _is_support(suite, path)


@lru_cache(maxsize=4096)
def _is_support(suite: Suite, own: str) -> bool:
    """Whether a file that holds no tests is there for them, and for nothing else."""
    folder = own.rpartition("/")[0]
    for path in suite.modules.users(own):
        near = path.rpartition("/")[0]
        elsewhere = near != folder and not _TESTS.search(f"{near}/")
        if elsewhere and suite.modules.kind(path) == "other":
            return False
    tests = {path.rpartition("/")[0] for path in (*suite.tests.paths, *suite.conftests)}
    if _TESTS.search(f"{folder}/"):
        return any(
            f"{near}/".startswith(f"{folder}/") or f"{folder}/".startswith(f"{near}/")
            for near in tests
        )
    name = own.rpartition("/")[2].removesuffix(".py")
    return folder in tests and bool(_SUPPORT.search(name))
