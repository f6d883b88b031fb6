"""Servers for one block of code, or one of each for all processes that share a folder."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock

from tests.servers.model import Missing, Server

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*names: str, template: Path | None = None) -> Iterator[dict[str, Server]]:
    """Servers of one's own; ``template`` is where the first PostgreSQL leaves its data folder."""
    _must_be_posix()
    keepers = {}
    with ExitStack() as waiting, ExitStack() as held:
        for name in sorted(set(names)):
            reading, writing = os.pipe()
            held.callback(os.close, writing)
            keepers[name] = _keeper(name, reading, template, None)
            waiting.callback(keepers[name].wait)
        yield {name: _answer(name, keeper) for name, keeper in keepers.items()}


@contextmanager
def shared(name: str, folder: Path) -> Iterator[Server]:
    """The server of all processes that name the same folder; the last one ends it.

    The kernel counts them: each holds the writing end of a pipe with a name, and the keeper ends
    the server when nobody holds one, no matter how its users went.
    """
    _must_be_posix()
    address, pipe = folder / f"{name}.json", folder / f"{name}.pipe"
    with FileLock(f"{address}.lock"):
        held = _hold(pipe) if address.exists() else None
        if held is None:
            pipe.unlink(missing_ok=True)
            os.mkfifo(pipe)
            reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
            held = os.open(pipe, os.O_WRONLY)
            try:
                keeper = _keeper(name, reading, None, address)
                server = _answer(name, keeper)
            except BaseException:
                os.close(held)
                raise
            part = address.with_suffix(".part")
            part.write_text(json.dumps(server.__dict__), encoding="utf-8")
            part.replace(address)
        server = Server(**json.loads(address.read_text(encoding="utf-8")))
    try:
        yield server
    finally:
        os.close(held)


def _must_be_posix() -> None:
    if os.name != "posix":
        raise Missing("keepers hand over pipes as POSIX systems do")


def _hold(pipe: Path) -> int | None:
    """The writing end, or nothing where no keeper reads any more."""
    try:
        return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.ENOENT):
            return None
        raise


def _keeper(
    name: str, reading: int, template: Path | None, address: Path | None
) -> subprocess.Popen[str]:
    """Start a keeper, which alone then has the reading end."""
    arguments = [name, str(reading), str(template or ""), str(address or "")]
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.servers.keeper", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            pass_fds=(reading,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
    finally:
        os.close(reading)


def _answer(name: str, keeper: subprocess.Popen[str]) -> Server:
    assert keeper.stdout is not None
    with keeper.stdout as output:
        answer = json.loads(output.readline() or '{"failed": true}')
    if "missing" in answer:
        raise Missing(answer["missing"])
    if "failed" in answer:
        raise RuntimeError(f"{name} did not start; its keeper says above why")
    return Server(**answer)
