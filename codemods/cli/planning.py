"""From settings to a plan, with the evidence of a traced run where there is one."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from codemods.cli.options import Settings
from codemods.cli.talk import complain, say
from codemods.errors import Refusal

if TYPE_CHECKING:
    from concurrent.futures import Executor


def plan_for(settings: Settings, executor: "Executor | None" = None) -> Any:
    """Read and analyse the suite that the settings name, as far as they ask for it.

    Args:
        executor: where the bytes of files are searched; they are read and parsed here. ``None``
            for all of it here.

    Raises:
        Refusal: a path or the pattern of ``--where`` is none.
    """
    if settings.where is None:
        return _whole_plan(settings, executor)
    from codemods.where import narrow, read_where

    where = read_where(settings.where)
    narrowed = narrow(_whole_plan(settings, executor), where)
    complain_of(narrowed.unreadable)
    return narrowed.plan


def workers_at(spelling: str | None) -> "AbstractContextManager[Executor | None]":
    """What ``--executor`` means, open for as long as the context is; nothing where it is absent.

    Raises:
        Refusal: there is no such executor, or it does not answer.
    """
    if spelling is None:
        return nullcontext()
    from codemods.executors import executor_at

    return executor_at(spelling)


def recover_first(settings: Settings) -> None:
    """Finish or take back what a killed run left, before the suite is read: it is half-written."""
    from codemods.history import recover

    for line in recover(settings.root):
        say(settings, line)


def complain_of(unreadable: Sequence[str]) -> None:
    """Name the files that a pattern could not be held against."""
    for path in unreadable:
        complain(f"{path}: Bowler cannot read it, so --where leaves out what lies in it")


def _whole_plan(settings: Settings, executor: "Executor | None") -> Any:
    """The plan of all that is asked for, made without looking for cycles of dead objects.

    What is read stays until the end, so that the collector would only walk over it again and again.
    """
    import gc

    gc.disable()
    try:
        return _read_plan(settings, executor)
    finally:
        gc.freeze()
        gc.enable()


def _read_plan(settings: Settings, executor: "Executor | None") -> Any:
    from codemods.facts import kept_facts
    from codemods.suite.model import Facts
    from codemods.suite.read import read_suite

    def look(files: Sequence[tuple[str, bytes]]) -> Iterable[Facts]:
        return kept_facts(files, executor)

    suite = read_suite(settings.root, settings.paths, look)
    if not suite.modules:
        from codemods.plan import Plan

        return Plan(suite, ())
    from codemods.plan import make_plan
    from codemods.suite.discover import tracked_files

    plan = make_plan(
        suite,
        select=settings.select,
        ignore=settings.ignore,
        checked_in=tracked_files(settings.root),
        evidence=_evidence_for(settings),
        grouping=_grouping_for(settings),
    )
    refuse_named(plan.suite.skipped, settings)
    return replace(plan, whole=not settings.paths)


def refuse_named(skipped: Sequence[Any], settings: Settings) -> None:
    """See that no file that was asked for by name was left out while its tests were followed.

    Raises:
        Refusal: one was.
    """
    named = {path.resolve() for path in settings.paths}
    for item in skipped:
        if settings.root / item.path in named:
            raise Refusal(f"{item.path} was not read: {item.reason}")


def _grouping_for(settings: Settings) -> Any:
    """What group marks are worth with the Python of the suite, where somebody asks for them."""
    if not settings.select & {"xdist-config", "xdist-group"}:
        return "unasked"
    from codemods.runs.grouping import probe_grouping
    from codemods.runs.pythons import find_python, inspect_python, named_by_repository
    from codemods.transforms.primitives.scheduling import HOOK

    configured = settings.table.get("python")
    python = find_python(settings.root, settings.python, configured)
    if named_by_repository(settings.root, settings.python, configured):
        raise Refusal(
            "group marks are tried out with the Python of the suite, and what the repository "
            f"names is only run by trace, verify and demo: name it yourself with --python {python}"
        )
    environment = inspect_python(python)
    return probe_grouping(environment, HOOK)


def _evidence_for(settings: Settings) -> Any:
    """What a traced run of this very content showed, if there was one."""
    from codemods.runs import store

    if not store.is_kept(settings.root):
        return None
    stored = store.find(settings.root, store.digest_of(settings.root))
    if stored is None:
        say(
            settings,
            "the suite has changed since it was traced: that evidence is not used; "
            "run xdistify trace again",
        )
        return None
    part = "" if stored.complete else ", a part of the suite"
    when = stored.made.astimezone().strftime("%Y-%m-%d %H:%M")
    say(settings, f"with the evidence of {when}: {len(stored.evidence.tests)} tests traced{part}")
    return stored.evidence


def chosen(plan: Any, unsafe: bool) -> list[Any]:
    """The fixes that were asked for."""
    return [fix for fix in plan.fixes if unsafe or fix.safety == "safe"]


def changes(plan: Any, unsafe: bool) -> dict[str, tuple[bytes | None, bytes]]:
    """The bytes before and after of every file that they change."""
    fixes = chosen(plan, unsafe)
    if not fixes:
        return {}
    from codemods.plan import changed_files

    return changed_files(plan, fixes)
