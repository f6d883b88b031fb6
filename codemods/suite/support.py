"""Which files that hold no tests are there for the tests."""

import re
from functools import lru_cache

from codemods.suite.model import Module, Suite

_TESTS = re.compile(r"(^|/)(tests?|testing|unittests?|test_\w+|\w+_tests?)/")
_SUPPORT = re.compile(
    r"(^|_)(tests?|testing|helpers?|utils?|support|common|base|mixins?|cases?|fixtures?|plugins?)($|_)"
)


@lru_cache(maxsize=4096)
def is_support(suite: Suite, module: Module) -> bool:
    """Whether a module that holds no tests is there for them, and for nothing else."""
    folder = module.path.rpartition("/")[0]
    for path in suite.modules.users(module.path):
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
    name = module.path.rpartition("/")[2].removesuffix(".py")
    return folder in tests and bool(_SUPPORT.search(name))
