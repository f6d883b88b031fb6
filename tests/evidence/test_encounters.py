"""Which tests meet on what, and which do not."""

import pytest

from codemods.evidence.causes import find_causes
from codemods.evidence.encounters import find_encounters
from codemods.evidence.model import Evidence
from codemods.evidence.roles import roles
from tests.evidence.runs import HOME, ROOT, TEMPORARY, Recording

A, B, C = "tests/test_a.py::test_a", "tests/test_b.py::test_b", "tests/test_c.py::test_c"


def pairs(evidence: Evidence) -> set[tuple[str, str, str, str]]:
    """Resource, kind, first and second of all pairs."""
    return {
        (encounter.resource, pair.kind, pair.first.actor.key, pair.second.actor.key)
        for encounter in find_encounters(evidence)
        for pair in encounter.pairs()
    }


def test_two_that_only_read_do_not_meet():
    seen = Recording().test(A).touch("read", "data.txt").test(B).touch("read", "data.txt")
    assert pairs(seen.evidence()) == set()


def test_one_alone_on_a_path_meets_nobody():
    seen = Recording().test(A).touch("write", "out.txt").touch("read", "out.txt").test(B)
    assert pairs(seen.evidence()) == set()


def test_two_that_write_one_file_meet_with_their_lines():
    seen = Recording().test(A).touch("write", "out.txt", 4).test(B).touch("write", "out.txt", 9)
    (encounter,) = find_encounters(seen.evidence())
    (pair,) = encounter.pairs()
    assert (encounter.resource, pair.kind) == ("out.txt", "write/write")
    assert [str(part.telling.place) for part in (pair.first, pair.second)] == [
        "tests/test_a.py:4",
        "tests/test_b.py:9",
    ]


@pytest.mark.parametrize("how", ["read", "probe", "list", "append", "update", "connect"])
def test_who_finds_what_another_made_needs_it(how):
    seen = Recording().test(A).touch("write", "out.txt").test(B).touch(how, "out.txt")
    assert pairs(seen.evidence()) == {("out.txt", "write→read", A, B)}


def test_who_looks_and_finds_nothing_does_not_need_it():
    seen = Recording().test(A).touch("probe", "out.txt", found=False)
    seen = seen.test(B).touch("write", "out.txt")
    assert pairs(seen.evidence()) == {("out.txt", "read/write", A, B)}


def test_who_walks_through_what_is_not_there_does_not_need_it():
    seen = Recording().test(A).touch("ensure", "out/a").touch("rmtree", "out")
    seen = seen.test(B).touch("list", "out/a", found=False).touch("ensure", "out/a")
    assert "write→read" not in {kind for _, kind, *_ in pairs(seen.evidence())}


def test_who_fails_to_open_a_file_does_not_need_it():
    seen = Recording().test(A).touch("write", "out.txt")
    seen = seen.test(B).touch("read", "out.txt", found=False)
    assert pairs(seen.evidence()) == {("out.txt", "read/write", A, B)}


def test_who_makes_what_it_reads_does_not_need_it():
    seen = Recording()
    for test in (A, B):
        seen = seen.test(test).touch("write", "out.txt").touch("read", "out.txt")
    assert pairs(seen.evidence()) == {("out.txt", "write/write", A, B)}


def test_who_clears_leftovers_before_it_begins_does_not_need_them():
    seen = Recording().test(A).touch("write", "out.txt")
    seen = seen.test(B).touch("probe", "out.txt", found=True).touch("delete", "out.txt")
    seen = seen.touch("write", "out.txt")
    assert pairs(seen.evidence()) == {("out.txt", "delete/any", A, B)}


def test_who_removes_a_folder_meets_who_works_in_it():
    seen = Recording().test(A).touch("write", "out/a.txt").test(B).touch("rmtree", "out")
    assert ("out", "delete/any", A, B) in pairs(seen.evidence())


def test_files_of_their_own_in_one_folder_that_each_makes_unless_it_is_there():
    seen = Recording()
    for test, name in ((A, "a"), (B, "b")):
        seen = seen.test(test).touch("ensure", "out", found=name == "b")
        seen = seen.touch("write", f"out/{name}.txt")
    assert pairs(seen.evidence()) == set()


def test_who_asks_for_a_folder_before_making_it_is_as_good():
    seen = Recording().test(A).touch("probe", "out", 5, found=False)
    seen = seen.touch("ensure", "out", 6, found=False).touch("write", "out/a.txt")
    seen = seen.test(B).touch("probe", "out", 5, found=True).touch("write", "out/b.txt")
    # The line is the same where both call one helper; here the files differ.
    assert pairs(seen.evidence()) == {("out", "write→read", A, B)}
    shared = Recording()
    for test, found in ((A, False), (B, True)):
        shared = shared.test(test)
        shared = shared.touch("probe", "out", found=found, at=["/copy/project/tests/help.py", 5])
        if not found:
            shared = shared.touch("ensure", "out", found=False)
        shared = shared.touch("write", f"out/{test[-1]}.txt")
    assert pairs(shared.evidence()) == set()


def test_a_helper_that_asks_for_a_folder_before_making_it_is_the_same_for_all():
    asks = {"in": [f"{ROOT}/tests/utils.py", 8]}
    path = f"{TEMPORARY}/tmpabc/output"
    seen = Recording().test(A).touch("probe", path, line=3, found=False, private=True, **asks)
    seen = seen.touch("mkdir", path, line=3, found=False, private=True)
    seen = seen.test(B).touch("probe", path, line=7, found=True, private=True, **asks)
    assert pairs(seen.evidence()) == set()
    other = {"in": [f"{ROOT}/tests/utils.py", 20]}
    seen = seen.test(C).touch("probe", path, line=9, found=True, private=True, **other)
    assert {(first, second) for *_, first, second in pairs(seen.evidence())} == {(A, C), (B, C)}


def test_who_writes_into_a_folder_that_another_made_needs_it():
    seen = Recording().test(A).touch("mkdir", "out", found=False)
    seen = seen.test(B).touch("write", "out/b.txt")
    assert pairs(seen.evidence()) == {("out", "write→read", A, B)}


def test_a_folder_that_is_made_although_it_is_there_is_made_by_who_tolerates_that():
    seen = Recording()
    for test, found in ((A, False), (B, True)):
        seen = seen.test(test)
        seen = seen.touch("mkdir", "out", found=found, at=["/copy/project/tests/help.py", 3])
    assert pairs(seen.evidence()) == set()


def test_who_lists_a_folder_meets_who_makes_something_in_it():
    seen = Recording().test(A).touch("list", "data").test(B).touch("write", "data/b", found=False)
    assert pairs(seen.evidence()) == {("data/b", "read/write", A, B)}


@pytest.mark.parametrize(("glob", "meets"), [("*.txt", True), ("*.csv", False)])
def test_a_pattern_lists_what_it_matches(glob, meets):
    seen = Recording().test(A).touch("list", "data", glob=glob)
    seen = seen.test(B).touch("write", "data/b.txt", found=False)
    assert bool(pairs(seen.evidence())) is meets


def test_a_wide_fixture_meets_itself_where_two_tests_request_it():
    key = "fixture:tests::export"
    seen = Recording().test(A, [key]).fixture("export", "session", A)
    seen = seen.touch("rmtree", "/tmp/export").touch("mkdir", "/tmp/export", found=False)
    assert pairs(seen.evidence()) == set()
    seen = seen.test(B, [key]).touch("read", "/tmp/export/x")
    found = find_causes(seen.evidence())
    assert [cause.fixture for cause in found] == ["export"]
    assert [test.key for test in found[0].tests] == [A, B]
    assert "itself" in found[0].kinds


def test_what_a_wide_fixture_makes_is_not_needed_from_another_test():
    key = "fixture:tests::seed"
    seen = Recording().test(A, [key]).fixture("seed", "session", A).touch("write", "seed.txt")
    seen = seen.test(B, [key]).touch("read", "seed.txt")
    assert {kind for _, kind, _, _ in pairs(seen.evidence())} == {"itself", "read/write"}
    (cause,) = find_causes(seen.evidence())
    assert roles(cause) == {A: "both", B: "both"}


def test_roles_say_who_makes_who_needs_and_who_clears_away():
    seen = Recording().test(A).touch("write", "out.txt").test(B).touch("read", "out.txt")
    seen = seen.test(C).touch("delete", "out.txt")
    (cause,) = find_causes(seen.evidence())
    assert roles(cause) == {A: "producer", B: "consumer", C: "cleaner"}


def test_an_import_that_wipes_a_folder_meets_the_tests_that_use_it():
    seen = Recording().importing("tests/test_a.py").touch("rmtree", "/tmp/x")
    seen = seen.test(A).touch("write", "/tmp/x/a").test("tests/test_a.py::test_other")
    seen = seen.test(B).touch("write", "/tmp/x/b")
    (cause,) = find_causes(seen.evidence())
    assert [test.key for test in cause.tests] == [A, B]


def test_in_a_private_folder_only_what_is_handed_on_counts():
    path = f"{TEMPORARY}/pytest-of-me/pytest-0/shared0/x"
    both_write = Recording().test(A).touch("write", path, private=True)
    both_write = both_write.test(B).touch("write", path, private=True)
    assert pairs(both_write.evidence()) == set()
    handed_on = Recording().test(A).touch("write", path, private=True)
    handed_on = handed_on.test(B).touch("read", path, private=True)
    (found,) = pairs(handed_on.evidence())
    assert found[1:] == ("write→read", A, B)


def test_what_one_fixture_makes_in_many_files_is_one_cause():
    seen = Recording()
    for test in (A, B):
        seen = seen.test(test)
        for name in ("one.txt", "two.txt", "other/three.txt"):
            seen = seen.touch("write", name, via="files", at=["/copy/project/tests/conftest.py", 3])
    (cause,) = find_causes(seen.evidence())
    assert (cause.fixture, len(cause.encounters)) == ("files", 3)


def test_a_file_and_what_is_named_after_it_are_one_cause():
    seen = Recording()
    for test in (A, B):
        seen = seen.test(test).touch("sqlite", "app.db", found=False)
        seen = seen.touch("write", "app.db", by="watch").touch("write", "app.db.lock", 11)
    assert [cause.resource for cause in find_causes(seen.evidence())] == ["app.db"]


def test_the_name_of_the_only_worker_is_the_workers_own():
    def run(aware: bool) -> Evidence:
        seen = Recording()
        for test in (A, B):
            seen = seen.test(test).touch("write", "/tmp/db-master.txt")
            if aware:
                seen = seen.line(aware=test)
        return seen.evidence(["db-master.txt"])

    assert pairs(run(aware=True)) == set()
    assert len(pairs(run(aware=False))) == 1


def test_a_name_is_nobodys_own_because_another_test_knows_its_worker():
    seen = Recording()
    for test in (A, B):
        seen = seen.test(test).touch("write", "/tmp/branch-master.txt")
    seen = seen.test(C).line(aware=C)
    assert len(pairs(seen.evidence(["branch-master.txt"]))) == 1


def test_ports_that_the_kernel_chose_are_nobodys():
    def run(port: int, spelled: list[str], second: str = B) -> Evidence:
        seen = Recording().test(A).touch("bind", f"tcp:{port}")
        return seen.test(second).touch("connect", f"tcp:{port + (second == C)}").evidence(spelled)

    assert len(pairs(run(8731, []))) == 1
    assert len(pairs(run(50051, ["50051"]))) == 1
    # Nor does it choose one port for two.
    assert len(pairs(run(50051, []))) == 1
    assert run(50051, [], C).uses == ()


def test_who_holds_a_lock_does_not_race_with_who_holds_it_too():
    def run(locked: dict[str, bool]) -> Evidence:
        seen = Recording()
        for test in (A, B):
            seen = seen.test(test).touch("write", "out.txt", **locked)
        return seen.evidence()

    assert pairs(run({"locked": True})) == set()
    assert len(pairs(run({}))) == 1
    ordered = Recording().test(A).touch("write", "out.txt", locked=True)
    ordered = ordered.test(B).touch("read", "out.txt", locked=True)
    assert pairs(ordered.evidence()) == {("out.txt", "write→read", A, B)}


def test_what_others_do_in_a_public_folder_counts_only_if_the_suite_names_it():
    seen = Recording()
    for test in (A, B):
        seen = seen.test(test).touch("write", "/tmp/somebody.else", by="public")
    assert pairs(seen.evidence()) == set()
    assert len(pairs(seen.evidence(["somebody.else"]))) == 1
    asked = seen.line(command="sh -c 'date > /tmp/somebody.else'", who=A)
    assert len(pairs(asked.evidence())) == 1


def test_names_are_the_suites_own():
    seen = Recording().test(A)
    for what in ("out.txt", f"{TEMPORARY}/x", f"{HOME}/.rc", "/tmp/y"):
        seen = seen.touch("write", what)
    assert [use.resource for use in seen.evidence().uses] == [
        "out.txt",
        "$TMPDIR/x",
        "~/.rc",
        "/tmp/y",
    ]


def test_a_variable_is_read_later_by_those_that_come_later():
    seen = Recording().test(A).test(B).test(C)
    seen = seen.line(left=B, env={"MODE": ["/copy/project/tests/test_b.py", 5]})
    seen = seen.line(env="MODE", readers=[A, B, C])
    (left,) = seen.evidence().leftovers
    assert (left.test, left.kind, left.name, left.readers) == (B, "env", "MODE", (C,))
    assert str(left.place) == "tests/test_b.py:5"


def test_a_last_line_that_was_cut_off_is_left_out():
    from codemods.evidence.read import read_evidence

    whole = b'{"test": "t.py::test", "path": "/x/t.py", "line": 1, "fixtures": [], "group": ""}\n'
    evidence = read_evidence([whole + b'{"test": "t.py::te'], {}, lambda word: False)
    assert [test.key for test in evidence.tests] == ["t.py::test"]
