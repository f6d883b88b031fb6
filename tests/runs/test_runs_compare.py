"""What two states of a suite say about a change; the runs are made up."""

from collections.abc import Mapping

from codemods.runs.compare import Collision, Comparison, Regression
from codemods.runs.outcomes import Result, Run
from codemods.suite.nodeid import base_of

LETTERS = {
    "p": Result("passed"),
    "f": Result("failed", "boom"),
    "e": Result("error", "boom"),
    "s": Result("skipped"),
    "x": Result("xfailed"),
}


def made(
    name: str, outcomes: Mapping[str, str], uncollected: Mapping[str, str] | None = None
) -> Run:
    results = {test: LETTERS[letter] for test, letter in outcomes.items()}
    return Run(name, 0, None, results, uncollected or {}, 0, 1.0, None, "", "")


def compared(before: dict[str, str], after: dict[str, str]) -> Comparison:
    """One test with a letter for each run, by mode; "-" where the test is not in a run."""

    def side(name: str, modes: dict[str, str]) -> dict[str, list[Run]]:
        return {
            mode: [
                made(f"{name}/{mode}", {} if letter == "-" else {"t.py::test": letter})
                for letter in letters
            ]
            for mode, letters in modes.items()
        }

    return Comparison(side("before", before), side("after", after))


def verdict(before: dict[str, str], after: dict[str, str]) -> set[str]:
    comparison = compared(before, after)
    found = {
        "worse": comparison.regressions(),
        "repaired": comparison.repaired(),
        "flaky": comparison.flaky(),
        "collides": comparison.collisions([]),
    }
    return {name for name, findings in found.items() if findings}


def test_nothing_is_said_about_a_test_that_stays_as_it_is() -> None:
    for letter in "psxfe":
        assert verdict({"serial": letter}, {"serial": letter}) == set()


def test_a_test_that_passed_must_pass() -> None:
    for letter in "fesx-":
        assert verdict({"serial": "p"}, {"serial": letter}) == {"worse"}


def test_a_test_that_proved_nothing_must_not_fail_or_vanish() -> None:
    for letter in "sx":
        assert verdict({"serial": letter}, {"serial": "f"}) == {"worse"}
        assert verdict({"serial": letter}, {"serial": "-"}) == {"worse"}
        assert verdict({"serial": letter}, {"serial": "p"}) == set()


def test_a_test_that_failed_side_by_side_and_passes_now_is_repaired() -> None:
    assert verdict({"serial": "p", "load": "f"}, {"serial": "p", "load": "p"}) == {"repaired"}
    assert verdict({"serial": "p", "load": "-"}, {"serial": "p", "load": "p"}) == {"repaired"}
    assert verdict({"serial": "p", "load": "fp"}, {"serial": "pp", "load": "pp"}) == {"repaired"}
    assert verdict({"serial": "p", "load": "f"}, {"serial": "p", "load": "s"}) == set()


def test_a_test_that_fails_only_side_by_side_collides() -> None:
    assert verdict({"serial": "p", "load": "f"}, {"serial": "p", "load": "f"}) == {"collides"}
    assert verdict({"serial": "p", "load": "p"}, {"serial": "p", "load": "ff"}) == {
        "worse",
        "collides",
    }
    assert verdict({"serial": "f", "load": "f"}, {"serial": "f", "load": "f"}) == set()


def test_a_test_that_fails_in_some_runs_only_is_flaky_and_no_regression() -> None:
    assert verdict({"serial": "pp"}, {"serial": "pf"}) == {"flaky"}
    assert verdict({"serial": "pf"}, {"serial": "ff"}) == {"flaky"}
    assert verdict({"serial": "p", "load": "pp"}, {"serial": "p", "load": "fp"}) == {
        "flaky",
        "collides",
    }


def test_a_test_that_failed_in_another_mode_before_may_fail_by_chance() -> None:
    before = {"serial": "p", "load": "pp", "worksteal": "f"}
    assert verdict(before, {"serial": "p", "load": "ff", "worksteal": "p"}) == {"collides"}


def test_a_test_that_met_itself_before_may_fail_by_chance_but_not_serially() -> None:
    passing, failing = made("", {"t.py::test": "p"}), made("", {"t.py::test": "f"})
    stressed = {"stress": [failing]}
    side = {"serial": [passing], "load": [passing, passing]}
    parallel = {"serial": [passing], "load": [failing, failing]}
    serial = {"serial": [failing], "load": [failing, failing]}
    assert not Comparison(side, parallel, **stressed).regressions()
    assert Comparison(side, parallel).regressions()
    assert Comparison(side, serial, **stressed).regressions()


def test_what_looks_worse_in_parallel_only_is_looked_at_again() -> None:
    def suspects(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
        return compared(before, after).suspects()

    assert suspects({"serial": "p", "load": "pp"}, {"serial": "p", "load": "ff"}) == ("load",)
    assert suspects({"serial": "p", "load": "pp"}, {"serial": "p", "load": "fp"}) == ()
    assert suspects({"serial": "p", "load": "pf"}, {"serial": "p", "load": "ff"}) == ()
    # What fails serially too is no matter of chance.
    assert suspects({"serial": "p", "load": "p"}, {"serial": "f", "load": "f"}) == ()
    assert suspects({"serial": "p", "load": "p"}, {"serial": "-", "load": "-"}) == ()


def test_modes_with_a_new_failure_are_doubtful_until_they_are_run_again() -> None:
    def doubtful(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
        return compared(before, after).doubtful()

    assert doubtful({"serial": "p", "load": "p"}, {"serial": "p", "load": "f"}) == ("load",)
    assert doubtful({"serial": "p", "load": "p"}, {"serial": "f", "load": "f"}) == ("serial",)
    assert doubtful({"serial": "p", "load": "p"}, {"serial": "p", "load": "p"}) == ()
    assert doubtful({"serial": "p", "load": "f"}, {"serial": "p", "load": "f"}) == ()
    # What is no longer collected is no matter of chance.
    assert doubtful({"serial": "p", "load": "p"}, {"serial": "-", "load": "-"}) == ()


def both(before: Run, after: Run) -> Comparison:
    return Comparison({"serial": [before]}, {"serial": [after]})


def test_a_regression_names_the_run_and_the_reason() -> None:
    before = made("before/serial", {"a.py::test": "p", "b.py::test": "p", "c.py::test": "p"})
    after = made("after/serial", {"a.py::test": "f"}, {"b.py": "SyntaxError: oh"})
    assert both(before, after).regressions() == (
        Regression("a.py::test", "after/serial", "boom"),
        Regression("b.py::test", "after/serial", "not collected: SyntaxError: oh"),
        Regression("c.py::test", "after/serial", "no longer collected"),
    )


def test_a_module_without_known_tests_that_can_no_longer_be_collected_is_a_regression() -> None:
    before = made("before/serial", {"a.py::test": "p"})
    after = made("after/serial", {"a.py::test": "p"}, {"new.py": "SyntaxError: oh"})
    regression = Regression("new.py", "after/serial", "cannot be collected: SyntaxError: oh")
    assert both(before, after).regressions() == (regression,)
    assert both(after, after).regressions() == ()


def test_parameters_that_are_new_in_each_run_do_not_make_tests_vanish() -> None:
    before = made("before/serial", {"a.py::t[1f]": "p", "a.py::t[2e]": "p"})
    same = made("after/serial", {"a.py::t[3d]": "p", "a.py::t[4c]": "p"})
    fewer = made("after/serial", {"a.py::t[3d]": "p"})
    failing = made("after/serial", {"a.py::t[3d]": "p", "a.py::t[4c]": "f"})
    assert both(before, same).regressions() == ()
    for worse in (fewer, failing):
        assert [found.test for found in both(before, worse).regressions()] == ["a.py::t"]


def test_a_collision_is_put_down_to_the_resource_that_explains_most() -> None:
    tests = [f"t.py::test_{name}" for name in ("a[1]", "b", "c", "d")]
    passing = made("after/serial", dict.fromkeys(tests, "p"))
    failing = made("after/load", dict.fromkeys(tests, "f"))
    side = {"serial": [passing], "load": [failing]}
    known = [
        ("/tmp/a", ("t.py::test_a",)),
        ("/tmp/abc", ("t.py::test_a", "t.py::test_b", "t.py::test_c")),
        ("/tmp/e", ("t.py::test_e",)),
    ]
    assert Comparison(side, side).collisions(known) == (
        Collision("/tmp/abc", ("t.py::test_a[1]", "t.py::test_b", "t.py::test_c")),
        Collision("unknown", ("t.py::test_d",)),
    )


def test_a_node_id_without_its_parameter_is_found_in_spite_of_brackets() -> None:
    assert base_of("a[b]/t.py::C::test[x::y[0]]") == "a[b]/t.py::C::test"
    assert base_of("t.py::test") == "t.py::test"
