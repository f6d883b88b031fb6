"""A process that starts one server, says where it is, and ends it when its last user is gone.

Users hold the writing end of a pipe. The kernel closes it for those that are killed, so nothing is
left running, whoever dies. A pipe with a name is shared: then the file with the address goes under
the lock of the users, and a user who comes in that moment keeps the server up.
"""

import json
import os
import select
import shutil
import signal
import sys
from contextlib import ExitStack, nullcontext
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock

from tests.servers.model import Missing
from tests.servers.starting import STARTERS, home_for


def keep(name: str, pipe: int, template: Path | None, address: Path | None) -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    with ExitStack() as stack:
        try:
            folder = home_for(name)
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            server = stack.enter_context(STARTERS[name](folder, template))
            answer = asdict(server)
        except Missing as missing:
            answer = {"missing": str(missing)}
        print(json.dumps(answer), flush=True)
        while True:
            select.select([pipe], [], [])
            with FileLock(f"{address}.lock") if address else nullcontext():
                if not _ended(pipe):
                    continue
                if address:
                    address.unlink(missing_ok=True)
                os.close(pipe)
                return


def _ended(pipe: int) -> bool:
    """Whether nobody holds the writing end; nobody ever writes."""
    os.set_blocking(pipe, False)
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


if __name__ == "__main__":
    _, name, pipe, template, address = sys.argv
    keep(
        name,
        int(pipe),
        Path(template) if template else None,
        Path(address) if address else None,
    )
