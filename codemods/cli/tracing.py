"""``trace``: one run with the probe, the evidence kept, and what it shows."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codemods.cli.collisions import as_json, as_text
from codemods.cli.confirming import as_json as confirmed
from codemods.cli.confirming import as_lines, confirm_causes
from codemods.cli.options import Settings
from codemods.cli.progress import bar
from codemods.cli.streams import write
from codemods.cli.style import styled
from codemods.cli.talk import say
from codemods.errors import Refusal
from codemods.evidence.causes import Cause, find_causes
from codemods.runs.confirm import Confirmation
from codemods.runs.outcomes import why_empty
from codemods.runs.pythons import Environment, find_python, inspect_python
from codemods.runs.stage import Stage, open_stage, relative_paths
from codemods.runs.store import digest_of, keep
from codemods.runs.tracing import Traced, trace_run
from codemods.safe_text import visible, visible_json


def show_trace(
    settings: Settings,
    pytest_args: Sequence[str],
    *,
    workers: int | None,
    timeout: float | None,
    own_home: bool,
    confirm: bool,
    format: str,
) -> int:
    """Run the suite with the probe, keep the evidence, and print what tests share.

    Returns:
        0; what is shared is no error.

    Raises:
        Refusal: no test was run.
    """
    python = find_python(settings.root, settings.python, settings.table.get("python"))
    environment = inspect_python(python)
    if workers and environment.xdist is None:
        raise Refusal(
            f"-n needs pytest-xdist, which is not installed for {python}: install it with "
            f'"{python} -m pip install pytest-xdist", or trace serially'
        )
    digest = digest_of(settings.root)
    with open_stage(settings.root, {"before": {}, "after": {}}) as stage:
        traced = _run(settings, stage, environment, pytest_args, workers, timeout, own_home)
        if not traced.run.results:
            raise Refusal(f"no test was run: {why_empty(traced.run)}")
        causes = find_causes(traced.evidence)
        kept = _keep(settings, digest, traced, complete=not (settings.paths or pytest_args))
        found: dict[str, Confirmation] = {}
        if confirm:
            found = confirm_causes(
                settings,
                stage,
                environment,
                causes,
                traced.evidence,
                pytest_args,
                own_home,
                timeout,
            )
    notes = [*stage.notes, *_notes(traced, own_home)]
    if format == "json":
        content = _object(settings, environment, traced, causes, found, notes, kept)
        text = visible_json(json.dumps(content, indent=2, ensure_ascii=False)) + "\n"
    else:
        text = styled(visible(_lines(traced, causes, found, notes)), settings.no_color)
    write(text.encode("utf-8", "backslashreplace"))
    return 0


def _run(
    settings: Settings,
    stage: Stage,
    environment: Environment,
    pytest_args: Sequence[str],
    workers: int | None,
    timeout: float | None,
    own_home: bool,
) -> Traced:
    with bar(settings, "tracing") as progress, stage.copy("before") as tree:
        return trace_run(
            tree,
            environment,
            workers=workers,
            dist="load" if workers else None,
            pytest_args=pytest_args,
            paths=relative_paths([str(path) for path in settings.paths], settings.root),
            timeout=timeout,
            progress=progress,
            import_paths=stage.import_paths(environment, tree),
            own_home=own_home,
        )


def _keep(settings: Settings, digest: str, traced: Traced, complete: bool) -> Path | None:
    try:
        return keep(settings.root, digest, traced, complete=complete and traced.run.error is None)
    except OSError as error:
        say(settings, f"the evidence could not be kept: {error}")
        return None


def _notes(traced: Traced, own_home: bool) -> list[str]:
    run = traced.run
    notes = list(traced.evidence.notes)
    if run.error is not None:
        notes.append(f"{run.error}; this is what was seen until then")
    for place, message in run.uncollected.items():
        notes.append(f"{place} cannot be collected: {message}")
    red = [test for test, one in run.results.items() if one.outcome in ("failed", "error")]
    if red and run.error is None:
        several = f"{len(red)} tests fail" if len(red) > 1 else "1 test fails"
        home = "" if own_home else " and an empty home folder (yours with --own-home)"
        message = run.results[red[0]].message
        notes.append(
            f"{several} when traced, such as {red[0]}: {message}; the run has a copy without .git"
            f"{home}"
        )
    return notes


def _lines(
    traced: Traced, causes: Sequence[Cause], found: Mapping[str, Confirmation], notes: Sequence[str]
) -> str:
    run = traced.run
    tests = len(run.results)
    ran = f"{tests} test{'s' * (tests != 1)} traced in {run.seconds:.1f} s"
    pairs = sum(len(cause.pairs) + cause.more for cause in causes)
    meet = "1 pair meets" if pairs == 1 else f"{pairs} pairs meet"
    count = f"{len(causes)} cause{'s' * (len(causes) != 1)}"
    head = f"{ran}: {meet}, for {count}" if causes else f"{ran}: no two of them meet"
    lines = [head, ""] if causes or traced.evidence.leftovers else [head]
    lines += as_text(causes, traced.evidence)
    lines += as_lines(found)
    lines += [f"note: {note}" for note in notes]
    return "".join(f"{line}\n" for line in lines)


def _object(
    settings: Settings,
    environment: Environment,
    traced: Traced,
    causes: Sequence[Cause],
    found: Mapping[str, Confirmation],
    notes: Sequence[str],
    kept: Path | None,
) -> dict[str, Any]:
    run = traced.run
    content = {
        "version": 1,
        "root": str(settings.root),
        "python": environment.version,
        "pytest": environment.pytest,
        "tests": len(run.results),
        "passed": run.passed,
        "failed": run.failed,
        "errors": run.errors,
        "skipped": run.skipped,
        "seconds": round(run.seconds, 2),
        "error": run.error,
        "evidence": str(kept) if kept else None,
        **as_json(causes, traced.evidence),
        "notes": list(notes),
    }
    for cause in content["causes"]:
        if cause["id"] in found:
            cause["confirmed"] = confirmed(found[cause["id"]])
    return content
