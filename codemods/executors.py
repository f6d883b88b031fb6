"""Work for other processes and machines, over any ``concurrent.futures.Executor``.

The command line takes the spellings of `executor_at`. From Python any executor will do::

    from concurrent.futures import ProcessPoolExecutor
    from codemods.executors import mapped

    with ProcessPoolExecutor() as pool:
        lengths = list(mapped(pool, len, ["ab", "abc"]))
"""

import importlib
import os
import pickle
import re
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, TimeoutError, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from codemods import __version__
from codemods.errors import Refusal

Item = TypeVar("Item")
Result = TypeVar("Result")

SPELLINGS = "processes, processes:N and dask://HOST:PORT"
_PATIENCE = 5
"""Seconds for a scheduler to answer, and to have a worker."""
_LOOK = 5.0
"""Seconds of waiting after which a cluster is asked whether it still has a worker."""
_LONELY = 60.0
"""Seconds for it to have one again: workers that ended are begun anew."""


class Lost(Refusal):
    """A worker ended while it was at an item, and so did another one that tried it again."""


class Unlike(Refusal):
    """A worker has another xdistify, or another Python."""


@contextmanager
def executor_at(spelling: str | None, most: int | None = None) -> Iterator[Executor | None]:
    """The executor that a spelling means, open for as long as the context is.

    ``processes`` are worker processes on this machine, one for each processor, ``processes:N`` is
    N of them, ``dask://HOST:PORT`` is the scheduler of a Dask cluster.

    Args:
        spelling: one of those; ``None`` for none, so that all is done by the caller.
        most: how many pieces of work there will be at most, where that is known.

    Raises:
        Refusal: there is no such executor, its extra is not installed, or it does not answer.
    """
    kind, _, rest = (spelling or "").partition(":")
    if spelling is None:
        yield None
    elif kind == "processes" and ((rest.isdecimal() and int(rest)) or spelling == "processes"):
        from codemods.processes import processes

        number = int(rest) if rest else os.cpu_count() or 1
        with processes(max(1, min(number, most or number))) as pool:
            yield pool
    elif found := re.fullmatch(r"dask://([^/\s]+:\d+)/?", spelling):
        with _dask(found[1]) as pool:
            yield pool
    else:
        raise Refusal(f"--executor: {spelling!r} is none; there are {SPELLINGS}")


def mapped(
    executor: Executor | None,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    failed: Callable[[Item, Exception], Result] | None = None,
    batch: int = 1,
) -> Iterator[Result]:
    """The results of a function for each item, in the order of the items.

    All items are handed out at once, or as many as the ``ahead`` of the executor says. Where the
    caller stops early, by Ctrl-C or by an error, what has not begun is cancelled. An item during
    which a worker ended is tried once more, alone. A worker that has another version of this
    package, or another minor version of Python, does nothing.

    Args:
        executor: where to work; ``None`` for here, one after the other.
        function: defined at the top of a module that the workers can import; it takes and gives
            what can be pickled.
        failed: what stands for an item that could not be done. Without it the first error, in the
            order of the items, is raised.
        batch: how many items are handed out together; many where each is quick.

    Raises:
        Lost: a worker ended at an item twice.
        Unlike: a worker is of another version.
        Refusal: the executor has stopped.
    """
    if executor is None:
        for item in items:
            yield _settled(item, _tried(function, item), failed)
        return
    for item, answer in _handed_out(executor, function, _batches(items, batch)):
        yield _settled(item, answer, failed)


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Result]):
    """What became of one item: a value, or an error with the traceback that it had there."""

    value: Result | None = None
    error: Exception | None = None
    where: str = ""


class _ThereError(Exception):
    """The traceback of an error in a worker, for the chain of the error here."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def _settled(
    item: Item, answer: _Answer[Result], failed: Callable[[Item, Exception], Result] | None
) -> Result:
    if answer.error is None:
        return answer.value  # type: ignore[return-value]
    if answer.where:
        answer.error.__cause__ = _ThereError(answer.where)
    if failed is None:
        raise answer.error
    return failed(item, answer.error)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    found: list[Item] = []
    for item in items:
        found.append(item)
        if len(found) >= size:
            yield found
            found = []
    if found:
        yield found


_Flying = deque[tuple[list[Item], "Future[list[_Answer[Result]]]"]]


def _handed_out(
    executor: Executor, function: Callable[[Item], Result], batches: Iterator[list[Item]]
) -> Iterator[tuple[Item, _Answer[Result]]]:
    ahead: int | None = getattr(executor, "ahead", None)
    flying: _Flying[Item, Result] = deque()
    shaken = 0  # in flight when a worker ended: a pool breaks all of them, whoever is to blame
    more = True
    try:
        while more or flying:
            while more and not shaken and (ahead is None or len(flying) < ahead):
                found = next(batches, None)
                more = found is not None
                if found is not None:
                    flying.append((found, _submitted(executor, function, found)))
            if not flying:
                return
            batch, future = flying.popleft()
            shaken = max(0, shaken - 1)
            try:
                answers = _result(executor, future)
            except _deaths():
                shaken = len(flying)
                for _, other in flying:  # one of them may be to blame
                    _await(executor, other)
                answers = _again(executor, function, batch)
            yield from zip(batch, answers, strict=True)
    finally:
        for _, future in flying:
            future.cancel()


def _submitted(
    executor: Executor, function: Callable[[Item], Result], batch: list[Item]
) -> "Future[list[_Answer[Result]]]":
    try:
        return executor.submit(_work, _identity(), function, batch)
    except (BrokenExecutor, RuntimeError) as error:
        raise Refusal(f"the executor takes no more work: {error}") from error


def _await(executor: Executor, future: "Future[list[_Answer[Result]]]") -> None:
    """Wait for as long as there is somebody who may do the work.

    Raises:
        Refusal: there is not.
    """
    look: Callable[[], None] | None = getattr(executor, "look", None)
    while not wait([future], timeout=_LOOK if look else None).done:
        assert look
        look()


def _result(executor: Executor, future: "Future[list[_Answer[Result]]]") -> list[_Answer[Result]]:
    _await(executor, future)
    try:
        return future.result()
    except CancelledError as error:
        raise Refusal(
            "the executor has dropped its work: its scheduler ended, or somebody cancelled it"
        ) from error
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "codemods":
            raise
        raise Unlike(_install("a worker has no xdistify")) from error


def _again(
    executor: Executor, function: Callable[[Item], Result], batch: Sequence[Item]
) -> list[_Answer[Result]]:
    """Each item of a batch once more and by itself, so that only the one to blame is lost."""
    answers: list[_Answer[Result]] = []
    for item in batch:
        try:
            answers += _result(executor, _submitted(executor, function, [item]))
        except _deaths():
            why = (
                "a worker ended while it was at it, and so did the next (killed, or out of memory)"
            )
            answers.append(_Answer(error=Lost(why)))
    return answers


def _deaths() -> tuple[type[BaseException], ...]:
    """What the executors that may be in use raise where a worker has ended."""
    distributed = sys.modules.get("distributed")
    return (BrokenExecutor, distributed.KilledWorker) if distributed else (BrokenExecutor,)


def _identity() -> tuple[str, tuple[int, ...]]:
    return __version__, sys.version_info[:2]


def _work(
    wanted: tuple[str, tuple[int, ...]], function: Callable[[Item], Result], batch: list[Item]
) -> list[_Answer[Result]]:
    """In a worker: the answers for a batch."""
    if wanted != _identity():
        error = Unlike(_difference(wanted, _identity(), "a worker"))
        return [_Answer(error=error) for _ in batch]
    return [_tried(function, item) for item in batch]


def _tried(function: Callable[[Item], Result], item: Item) -> _Answer[Result]:
    try:
        return _Answer(function(item))
    except Exception as error:
        return _Answer(error=_portable(error), where=traceback.format_exc())


def _portable(error: Exception) -> Exception:
    """The error itself if it survives the way back; else its words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _difference(
    here: tuple[str, tuple[int, ...]], there: tuple[str, tuple[int, ...]], who: str
) -> str:
    ours, theirs = (
        f"xdistify {version} on Python {'.'.join(map(str, python))}"
        for version, python in (here, there)
    )
    return _install(f"{who} has {theirs}, and this is {ours}")


def _install(what: str) -> str:
    return f"{what}: install the same on both sides"


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise Refusal(
            "--executor dask://… needs Dask, which is not installed: pip install 'xdistify[dask]'"
        ) from error
    try:
        client = _in_time(
            lambda: distributed.Client(f"tcp://{address}", timeout=_PATIENCE, set_as_default=False)
        )
    except (OSError, TimeoutError, distributed.TimeoutError, ValueError) as error:
        raise Refusal(f"no Dask scheduler answers at {address} within {_PATIENCE} s") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except distributed.TimeoutError as error:
            raise Refusal(f"the Dask scheduler at {address} has no worker") from error
        _check_sides(client)
        # Pure, work that is tried again would be answered with what became of it before.
        executor = client.get_executor(pure=False)
        executor.look = _looking(client, address)
        yield executor
    finally:
        client.close()


def _looking(client: Any, address: str) -> Callable[[], None]:
    """What sees whether a cluster has workers: without any, its futures are never done."""
    lonely_since: float | None = None

    def look() -> None:
        nonlocal lonely_since
        with suppress(OSError, TimeoutError):  # where the scheduler ends, the futures are cancelled
            if client.nthreads():
                lonely_since = None
                return
            lonely_since = lonely_since or time.monotonic()
            if time.monotonic() - lonely_since >= _LONELY:
                raise Refusal(f"the Dask cluster at {address} has lost its last worker")

    return look


def _in_time(call: Callable[[], Any]) -> Any:
    """What a call gives; a client waits for ever for what listens and is no scheduler.

    Raises:
        TimeoutError: it takes longer than a scheduler would.
    """
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(timeout=_PATIENCE + 1)


def _check_sides(client: Any) -> None:
    """See that the scheduler, which reads what passes through, and the workers are as we are.

    Raises:
        Unlike: one is not.
    """

    def probe() -> tuple[str | None, tuple[int, ...]]:
        # Nested, it goes over by value: there may be nothing to import there.
        import sys

        try:
            from codemods import __version__
        except ImportError:
            return None, sys.version_info[:2]
        return __version__, sys.version_info[:2]

    sides = {"the Dask scheduler": client.run_on_scheduler(probe)}
    sides |= {f"the Dask worker {name}": found for name, found in client.run(probe).items()}
    for who, found in sides.items():
        if found[0] is None:
            raise Unlike(_install(f"{who} has no xdistify"))
        if found != _identity():
            raise Unlike(_difference(_identity(), found, who))
