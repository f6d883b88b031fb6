"""Who can meet under which mode, told from node ids."""

import pytest

from codemods.evidence.model import Actor
from codemods.evidence.schedulers import MODES, can_meet


def actor(key: str, group: str = "") -> Actor:
    return Actor(key, "test", key, group=group)


SAME_CLASS = ("t/test_a.py::C::test_x", "t/test_a.py::C::test_y")
SAME_FILE = ("t/test_a.py::C::test_x", "t/test_a.py::test_y")
APART = ("t/test_a.py::test_x", "t/test_b.py::test_x")


@pytest.mark.parametrize(
    ("pair", "meeting"),
    [
        (SAME_CLASS, {"load", "worksteal", "loadgroup", "each"}),
        (SAME_FILE, {"load", "worksteal", "loadgroup", "loadscope", "each"}),
        (APART, set(MODES)),
    ],
)
def test_what_a_mode_keeps_together(pair, meeting):
    one, other = ([actor(key)] for key in pair)
    assert {mode for mode in MODES if can_meet(mode, one, other)} == meeting


def test_a_group_keeps_together_where_groups_count():
    one, other = ([actor(key, "g")] for key in APART)
    assert not can_meet("loadgroup", one, other)
    assert can_meet("load", one, other)
    assert can_meet("loadgroup", one, [actor(APART[1], "h")])


def test_one_test_meets_itself_only_where_every_worker_runs_it():
    one = [actor(APART[0])]
    assert {mode for mode in MODES if can_meet(mode, one, one)} == {"each"}


def test_a_fixture_meets_itself_if_its_tests_can_be_apart():
    users = [actor(key) for key in (*SAME_CLASS, *APART)]
    assert all(can_meet(mode, users, users) for mode in MODES)
    assert not can_meet("loadfile", users[:2], users[:2])
