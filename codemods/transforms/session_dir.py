"""Let one session fixture make what some tests make and others need.

What it does
------------
Where one test makes a file or folder that another one uses, what makes it moves into a session
fixture on ``tmp_path_factory``, and both tests request that fixture. The test that made it keeps
what it asserts. The fixture stands in the module of the tests, or in the conftest above them.

- What several tests make one after the other is made in that order: appends, chains of files.
- A test that expects the state in between gets a fixture for that state, made from the one before.
- A test that changes what it finds, for nobody but itself, works on a copy in its ``tmp_path``.
- A test whose assertions are about the call that makes it keeps the call, on a path of its own; the
  fixture makes the same for the others.

Why
---
Under pytest-xdist the two tests run in any order, in different processes, or only one of them is
run. A folder for all tests of a worker does not help, because the other worker has another one; nor
does a lock, which is no order. A fixture that *makes* is right under every scheduler, and for a
test that is run alone.

Example
-------
Before::

    REPORT = "/tmp/build/report.txt"

    def test_write():
        with open(REPORT, "w") as file:
            file.write("ok")
        assert os.path.getsize(REPORT) == 2

    def test_read():
        assert open(REPORT).read() == "ok"

After::

    @pytest.fixture(scope="session")
    def report(tmp_path_factory):
        path = tmp_path_factory.mktemp("build") / "report.txt"
        with open(path, "w") as file:
            file.write("ok")
        return path

    def test_write(report):
        assert os.path.getsize(report) == 2

    def test_read(report):
        assert open(report).read() == "ok"

When the fix is safe
--------------------
The statements that make it, and all that they depend on, can be told from what the test asserts;
they need no fixture that lasts for one test only; and nothing else names the path.

What it leaves alone
--------------------
What is made under a condition, in asynchronous code, or in a loop over what only a run shows; what
code under test does besides, where the test looks at that; tests that run before the one that makes
what they need; helpers of a test module that a conftest would have to import. Each with the reason.
"""

from collections.abc import Sequence

from codemods.hazards.model import Hazard
from codemods.suite.model import Suite
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.class_set_up import by_class_set_up
from codemods.transforms.primitives.giving import by_value
from codemods.transforms.primitives.in_place import by_effect
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite
from codemods.transforms.primitives.sharing import analyse

_WAYS = (by_value, by_class_set_up, by_effect)


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Make once for all what one test makes for another."""
    refusals: list[RefusedRewrite] = []
    try:
        sharing = analyse(hazard, suite, known)
    except RefusedRewrite as refusal:
        return _refused(hazard, refusal)
    for way in _WAYS:
        try:
            return way(sharing)
        except RefusedRewrite as refusal:
            refusals.append(refusal)
    telling = [refusal for refusal in refusals if not isinstance(refusal, NotApplicable)]
    return _refused(hazard, [*telling, *refusals][0])


def _refused(hazard: Hazard, refusal: RefusedRewrite) -> Proposal:
    everyone = tuple(one.id for one in hazard.tests)
    return Proposal(refused=(Refused(everyone, str(refusal)),))


def _subject(tests: int) -> str:
    return f"tests: let a session fixture make what {tests} tests share"


transform = Transform(
    "session-dir",
    propose,
    __doc__,
    _subject,
    "Tests used what other tests had made, which is there only if those ran before, on the same "
    "worker. What makes it is now a session fixture that all of them request.",
)

__all__: Sequence[str] = ("propose", "transform")
