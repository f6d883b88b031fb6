"""Fixes into files: in the working tree, as commits in it, or as commits on a new branch."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from codemods.edits.model import Fix
from codemods.errors import Refusal
from codemods.history import branches, journal, ledger
from codemods.history.commits import commit_paths
from codemods.history.files import read
from codemods.history.journal import Branching, Journal, Pledge
from codemods.history.ledger import Ledger
from codemods.history.merge import ConflictError, merge
from codemods.history.place import Place, locate
from codemods.history.plan import Grain, Plan, groups_of, make_plan, recorded
from codemods.history.repository import (
    Checkout,
    check_clean,
    check_own,
    check_quiet,
    check_top,
    committing,
    indexed,
    listed,
    specs,
    tell,
)
from codemods.history.results import Applied, Commit
from codemods.history.settling import trouble
from codemods.history.undertaking import Write, carry_out, give_up, recover, session

Describe = Callable[[Sequence[Fix]], str]


def apply_fixes(
    root: Path,
    originals: Mapping[str, bytes | None],
    fixes: Sequence[Fix],
    *,
    commit: Grain,
    branch: str | None,
    allow_dirty: bool,
    describe: Describe,
) -> Applied:
    """Put fixes into the files below ``root``.

    Args:
        originals: by path relative to the root, the bytes that the fixes were computed on. A path
            that is missing, or ``None``, is a file that the fixes make.
        fixes: as ``edits.spans.share`` leaves them: their spans do not cross.
        commit: ``none`` writes the working tree only; ``transform`` makes one commit for each
            transform, in the order of their first fixes; ``fix`` makes one for each fix.
        branch: a new branch at HEAD that gets the commits, in a worktree of its own, one for each
            transform if ``commit`` is ``none``; the user's checkout is not touched.
        allow_dirty: whether files with uncommitted changes are written, and committed, too.
        describe: the message, with trailers, of the commit of the fixes that it is given.

    Raises:
        Refusal: something is in the way. Nothing was written, except where commits were made
            before it: the sentence names them.
        ValueError: an edit does not fit the original, or two cross.
    """
    if not fixes:
        return Applied(recovered=recover(root))
    place = locate(root)
    with session(place) as found:
        check_quiet(place)
        check_top(place)
        grain: Grain = "transform" if branch is not None and commit == "none" else commit
        plan = make_plan(place, originals, fixes)
        groups = groups_of(plan.fixes, grain)
        messages = [describe(group) for group in groups] if grain != "none" else [""]
        targets = {path: place.root / path for path in plan.originals}
        if grain == "none":
            notes = check_clean(place, targets, allow_dirty=allow_dirty, ours=plan.ours)
            done = _in_tree(place, None, plan, groups, messages)
        else:
            with committing(place, branch=branch is not None) as repo:
                if branch is not None:
                    branches.check_name(repo, branch)
                check_own(place, targets.values())
                notes = check_clean(
                    place, targets, allow_dirty=allow_dirty, ours=plan.ours, commits=True
                )
                if branch is None:
                    done = _in_tree(place, repo, plan, groups, messages)
                else:
                    done = _on_branch(place, repo, plan, groups, messages, branch)
        awake = plan.awake(frozenset(fix.id for fix in plan.fixes))
        return replace(
            done,
            fixes=tuple(fix for fix in plan.fixes if fix.id in awake),
            recovered=found,
            notes=(*notes, *done.notes),
        )


def _in_tree(
    place: Place,
    repo: Checkout | None,
    plan: Plan,
    groups: Sequence[tuple[Fix, ...]],
    messages: Sequence[str],
) -> Applied:
    known = ledger.load(place)
    batch = ledger.new_batch_id()
    done: frozenset[str] = frozenset()
    commits: list[Commit] = []
    written: set[str] = set()
    notes: list[str] = []
    for group, message in zip(groups, messages, strict=True):
        ids = done | {fix.id for fix in group}
        try:
            writes = _writes(place.root, plan, done, ids)
            after = recorded(place, known, plan, batch, None, ids, commits)
            if repo is None:
                carry_out(place, writes, after, folders=_folders(plan, writes))
            elif writes:
                sha = _commit_group(place, repo, plan, writes, after, group, message)
                commits.append(_commit(sha, message, group))
        except (Refusal, OSError) as error:
            if commits:
                raise Refusal(f"{trouble(error)}\n{_kept(commits)}") from error
            raise
        notes += _rewritten(place.root, writes) if repo is not None else ()
        done = ids
        written |= {item.path for item in writes}
    return Applied((), tuple(sorted(written)), tuple(commits), notes=tuple(notes))


def _on_branch(
    place: Place,
    repo: Checkout,
    plan: Plan,
    groups: Sequence[tuple[Fix, ...]],
    messages: Sequence[str],
    name: str,
) -> Applied:
    known = ledger.load(place)
    ids = frozenset(fix.id for fix in plan.fixes)
    batch = ledger.new_batch_id()
    head = tell(repo, "rev_parse", "HEAD")
    branching = Branching(name, f"worktrees/{secrets.token_hex(4)}", head)
    opening = Journal(
        root=journal.relative_root(place),
        key=place.key,
        entries=(),
        folders=(),
        ledger=known.with_batches(place, known.batches(place)),
        branch=branching,
    )
    journal.write(place, opening)
    assert place.top is not None
    commits: tuple[Commit, ...] = ()
    notes: tuple[str, ...] = ()
    try:
        with branches.worktree(repo, place.state, branching) as tree:
            top = place.state / branching.worktree
            root = top / place.root.relative_to(place.top)
            _check_same(tree, top, root, plan)
            commits, notes = _commit_groups(tree, top, root, plan, groups, messages)
        after = recorded(place, known, plan, batch, name, ids, commits)
        ledger.store(place, after)
    except BaseException as error:
        give_up(place, opening, "failed", error)
    else:
        # All is done; what of the worktree cannot go now is removed by the next run.
        with suppress(OSError, Refusal):
            branches.remove_worktree(repo, place.state, branching)
            journal.close(place)
    return Applied((), tuple(sorted(plan.originals)), commits, name, notes=notes)


def _commit_groups(
    tree: Checkout,
    top: Path,
    root: Path,
    plan: Plan,
    groups: Sequence[tuple[Fix, ...]],
    messages: Sequence[str],
) -> tuple[tuple[Commit, ...], tuple[str, ...]]:
    done: frozenset[str] = frozenset()
    commits: list[Commit] = []
    notes: list[str] = []
    for group, message in zip(groups, messages, strict=True):
        ids = done | {fix.id for fix in group}
        writes = _writes(root, plan, done, ids)
        for item in writes:
            _put_plainly(root / item.path, item.new)
        if writes:
            sha = commit_paths(tree, top, [root / item.path for item in writes], message)
            commits.append(_commit(sha, message, group))
            notes += _rewritten(root, writes)
        done = ids
    return tuple(commits), tuple(notes)


def _check_same(tree: Checkout, top: Path, root: Path, plan: Plan) -> None:
    """See that HEAD holds the originals, or what git's filters make of them."""
    names: dict[str, str] = {}
    for path, original in plan.originals.items():
        target = root / path
        if read(target) != original:
            _put_plainly(target, original)
            names[target.relative_to(top).as_posix()] = path
    if not names:
        return
    known = indexed(tree, top, [top / name for name in names])
    files = [top / name for name in names if (top / name).exists() or top / name in known]
    tell(tree, "add", "--all", *specs(top, files))
    # Status would compare sizes, and line ends that git turns make a difference there.
    changed = tell(tree, "diff", "--cached", "--name-only", "-z", "HEAD", *specs(top, files))
    differing = [names[name] for name in changed.split("\0") if name in names]
    if differing:
        raise Refusal(
            f"{listed(differing)} is not what HEAD holds, so its fixes do not fit a branch that "
            "starts there: commit or stash your changes first."
        )


def _put_plainly(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _writes(root: Path, plan: Plan, before: frozenset[str], after: frozenset[str]) -> list[Write]:
    """The share of one group, carried over to what a hook may have made of the last one."""
    writes = []
    for path in plan.paths(after - before):
        base, new, now = plan.content(path, before), plan.content(path, after), read(root / path)
        if now != base and base != new:
            try:
                new = merge(base or b"", now or b"", new or b"")
            except ConflictError as conflict:
                raise Refusal(
                    f"a hook rewrote {path} where the next fixes are (line {conflict})."
                ) from conflict
        if base != new and now != new:
            writes.append(Write(path, now, new))
    return writes


def _folders(plan: Plan, writes: Sequence[Write]) -> list[str]:
    return sorted({folder for item in writes for folder in plan.folders[item.path]})


def _commit_group(
    place: Place,
    repo: Checkout,
    plan: Plan,
    writes: Sequence[Write],
    after: Ledger,
    group: Sequence[Fix],
    message: str,
) -> str:
    top = place.top
    assert top is not None
    targets = [place.root / item.path for item in writes]
    known = indexed(repo, top, targets)
    pledge = Pledge(
        head=tell(repo, "rev_parse", "HEAD"),
        fixes=tuple(fix.id for fix in group),
        added=tuple(it.path for it in writes if place.root / it.path not in known),
    )
    sha = carry_out(
        place,
        writes,
        after,
        folders=_folders(plan, writes),
        pledge=pledge,
        seal=lambda: commit_paths(repo, top, targets, message),
    )
    assert sha is not None
    return sha


def _commit(sha: str, message: str, group: Sequence[Fix]) -> Commit:
    return Commit(sha, message.splitlines()[0], tuple(fix.id for fix in group))


def _rewritten(root: Path, writes: Sequence[Write]) -> tuple[str, ...]:
    changed = [item.path for item in writes if read(root / item.path) != item.new]
    if not changed:
        return ()
    return (f"a hook rewrote {listed(changed)} while it was committed: look at the commit.",)


def _kept(commits: Sequence[Commit]) -> str:
    names = ", ".join(f"{commit.sha[:7]} ({commit.subject})" for commit in commits)
    return f"Commits made before that stay, and revert takes them back: {names}."
