import gc
import sys
from collections.abc import Iterator
from time import process_time

import pytest

from codemods.limits import Meter, TooMuchError, within

pytest.importorskip("resource", reason="no timer of CPU time here")


def build_and_drop() -> float:
    """Return when it was built: what is left of the time goes to the freeing of it."""
    kept = [[] for _ in range(200_000)]
    return process_time() if kept else 0.0


@pytest.fixture
def others_left_alone() -> Iterator[None]:
    """What other tests have left is not looked through each time that much is built."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("others_left_alone")
def test_a_time_that_ends_as_the_work_does_is_told_as_any_other():
    ended = 0
    for step in range(40):
        started = process_time()
        half = (build_and_drop() - started) / 2
        whole = process_time() - started
        try:
            with within(half + (whole - half) * step / 40):
                build_and_drop()
        except TooMuchError:
            ended += 1

    assert ended


def test_a_time_that_ends_where_nothing_can_be_raised_is_told_once(monkeypatch):
    unraisable = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)

    class Slow:
        def __del__(self):
            ends = process_time() + 0.08
            while process_time() < ends:
                pass

    with pytest.raises(TooMuchError, match="too long"), within(0.02):
        Slow()

    assert not unraisable
    assert sys.unraisablehook == unraisable.append


def test_the_time_of_files_is_theirs_through_all_their_work():
    meter = Meter(0.05)
    with pytest.raises(TooMuchError, match="too long"), meter.charging(["a"]):
        sum(n for n in iter(int, 1))

    with pytest.raises(TooMuchError, match="too long"), meter.charging(["a"]):
        pass
    with meter.charging(["b"]):
        pass
