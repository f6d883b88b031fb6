"""From what Python does to touches: its audit events (PEP 578)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

from .callers import (
    OWN_ACCOUNT,
    in_rmtree,
    is_importing,
    is_listing,
    is_locking,
    is_of_tmp_path,
    module_of,
)
from .real import Real
from .recorder import Recorder
from .wrappers import wrap_functions

_CREATES = os.O_CREAT | os.O_TRUNC
_WRITES = os.O_WRONLY | os.O_RDWR
_FROM_NOTHING = os.O_TRUNC | os.O_EXCL
_APPENDS = os.O_APPEND
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_PATHLIKE = (str, bytes, os.PathLike)
_OF_PYTEST = "PYTEST_CURRENT_TEST"
_LOCKING = frozenset({"fcntl.flock", "fcntl.lockf"})
_UNLOCKS = 8
_MAGIC = re.compile(r"[*?\[]")


def wrap_process(recorder: Recorder) -> None:
    """Have this process tell the recorder what it does, for as long as it lives."""
    wrap_functions(recorder)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=recorder.forked)
    sys.addaudithook(_hook(recorder))


def _hook(recorder: Recorder) -> Callable[[str, Any], None]:
    handlers, frame = _HANDLERS, Real.frame

    def hook(event: str, args: Any) -> None:
        handler = handlers.get(event)
        if handler is None or recorder.off or recorder.busy.is_mine:
            return
        try:
            actor = frame(1)
        except ValueError:  # C code in a thread without any of Python.
            return
        try:
            if is_locking(actor):
                if event == "open":
                    recorder.folders.add_lock(args[0])
                elif event not in _LOCKING:
                    return
            if not (is_importing(actor) or is_of_tmp_path(actor)):
                handler(recorder, args, actor)
        except RecursionError:
            # The test is about to meet its limit; who swallows that has old Pythons abort.
            raise
        except Exception as error:
            recorder.lose(error)

    return hook


def _opened(recorder: Recorder, args: Any, frame: Any) -> None:
    path, mode, flags = args
    if isinstance(path, int) or not isinstance(flags, int):
        return
    module = module_of(frame)
    if module in OWN_ACCOUNT:
        return
    if _NAMELESS and flags & _NAMELESS == _NAMELESS:
        return
    # The event does not say which folder os.open is relative to: rmtree and fwalk give it one.
    if mode is None and module in ("shutil", "os") and not Real.isabs(path):
        return
    if flags & _APPENDS:
        how = "append"
    elif flags & _CREATES:
        how = "write" if flags & _FROM_NOTHING else "update"
    else:
        how = "update" if flags & _WRITES else "read"
    there = _is_there(recorder, path)
    fails = how != "read" and (
        _is_folder(path) if there else there is False and not _has_folder(recorder, path)
    )
    recorder.touch("probe" if fails else how, path, frame, there)


def _removed(how: str) -> Callable[[Recorder, Any, Any], None]:
    def handle(recorder: Recorder, args: Any, frame: Any) -> None:
        if not in_rmtree(frame):
            descriptor = _descriptor(args, 1)
            there = _is_there(recorder, args[0], descriptor)
            # Removing what is not there changes nothing.
            word = "probe" if there is False else how
            recorder.touch(word, args[0], frame, there, descriptor=descriptor)

    return handle


def _cleared(recorder: Recorder, args: Any, frame: Any) -> None:
    path, descriptor = args[0], _descriptor(args, 1)
    there = _is_there(recorder, path, descriptor)
    how = "probe" if there is False else "rmtree"
    recorder.touch(how, path, frame, there, descriptor=descriptor)


def _renamed(recorder: Recorder, args: Any, frame: Any) -> None:
    descriptor = _descriptor(args, 3)
    there = _is_there(recorder, args[1], descriptor)
    source = _descriptor(args, 2)
    if _is_there(recorder, args[0], source) is False:
        recorder.touch("probe", args[0], frame, False, descriptor=source)
        return
    recorder.touch("delete", args[0], frame, True, descriptor=source)
    recorder.touch("write", args[1], frame, there, descriptor=descriptor)


def _linked(recorder: Recorder, args: Any, frame: Any) -> None:
    descriptor = _descriptor(args, len(args) - 1)
    there = _is_there(recorder, args[1], descriptor)
    recorder.touch("write", args[1], frame, there, descriptor=descriptor)


def _changed(recorder: Recorder, args: Any, frame: Any) -> None:
    descriptor = _descriptor(args, 2 if len(args) == 3 else 3)
    # Path.touch tries this first, and then makes the file.
    there = not isinstance(args[0], int) and _is_there(recorder, args[0], descriptor)
    recorder.touch("change" if there else "probe", args[0], frame, there, descriptor=descriptor)


def _made_folder(recorder: Recorder, args: Any, frame: Any) -> None:
    name, descriptor = frame.f_code.co_name, _descriptor(args, 2)
    # On its way makedirs makes what is missing, and does not mind who else makes it.
    caller = frame.f_back
    is_on_its_way = caller and name == "makedirs" == caller.f_code.co_name
    asked = name in ("makedirs", "mkdir") and bool(frame.f_locals.get("exist_ok"))
    how = "ensure" if asked or is_on_its_way else "mkdir"
    there = _is_there(recorder, args[0], descriptor)
    if there is False and descriptor < 0 and not _has_folder(recorder, args[0]):
        how = "probe"
    recorder.touch(how, args[0], frame, there, descriptor=descriptor)


def _listed(recorder: Recorder, args: Any, frame: Any) -> None:
    if is_listing(frame):
        folder = "." if args[0] is None else args[0]
        # os.walk passes over what is not there.
        recorder.touch("list", folder, frame, _is_there(recorder, folder))


def _globbed(recorder: Recorder, args: Any, frame: Any) -> None:
    root = args[2] if len(args) > 2 else None
    pattern, base = _text(args[0]), _text("" if root is None else root)
    if pattern is not None and base is not None:
        _list_pattern(recorder, base, pattern, frame)


def _path_globbed(recorder: Recorder, args: Any, frame: Any) -> None:
    _list_pattern(recorder, str(args[0]), str(args[1]), frame)


def _path_globbed_below(recorder: Recorder, args: Any, frame: Any) -> None:
    _list_pattern(recorder, str(args[0]), f"**/{args[1]}", frame)


def _list_pattern(recorder: Recorder, base: str, pattern: str, frame: Any) -> None:
    parts = pattern.replace("\\", "/").split("/")
    fixed = 0
    while fixed < len(parts) - 1 and not _MAGIC.search(parts[fixed]):
        fixed += 1
    start = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else "")
    folder = Real.join(base, start) if base else start or "."
    recorder.touch("list", folder, frame, glob="/".join(parts[fixed:]))


def _chdir(recorder: Recorder, args: Any, frame: Any) -> None:
    if recorder.who.startswith(("fixture:", "collect:")):
        recorder.state.take_over()
    else:
        recorder.state.will_chdir(recorder.folders.place(frame))
    recorder.touch("probe", args[0], frame)


def _set_env(recorder: Recorder, args: Any, frame: Any) -> None:
    name = Real.fsdecode(args[0])
    if name == _OF_PYTEST:
        return
    if recorder.who.startswith(("fixture:", "collect:")):
        recorder.state.take_over(name)
    elif not recorder.state.knows_env(name):
        recorder.state.will_set_env(name, recorder.folders.place(frame))


def _sqlite(recorder: Recorder, args: Any, frame: Any) -> None:
    name = _text(args[0])
    if name is None:
        return
    if name.startswith("file:"):
        name, _, options = name[5:].partition("?")
        if "mode=memory" in options:
            return
        name = "/" + name.lstrip("/") if name.startswith("//") else name
    if name and not name.startswith(":memory:"):
        recorder.touch("sqlite", name, frame, _is_there(recorder, name))


def _bound(recorder: Recorder, args: Any, frame: Any) -> None:
    _met(recorder, "bind", args[0], args[1], frame)


def _connected(recorder: Recorder, args: Any, frame: Any) -> None:
    _met(recorder, "connect", args[0], args[1], frame)


def _met(recorder: Recorder, how: str, socket: Any, address: Any, frame: Any) -> None:
    if isinstance(address, (str, bytes)):
        name = Real.fsdecode(address)
        if name.startswith("\0"):
            recorder.note(how, "unix:@" + name[1:], frame)
        elif name:
            there = _is_there(recorder, name)
            recorder.touch("write" if how == "bind" else "read", name, frame, there)
    elif isinstance(address, tuple) and len(address) >= 2 and address[1]:
        host, port = str(address[0]), address[1]
        kind = "udp" if int(socket.type) & 0xF == 2 else "tcp"
        if how == "connect" and kind == "tcp" and isinstance(port, int):
            recorder.will_connect(port)
        ours = how == "bind" or host in ("", "localhost", "::1", "0.0.0.0") or host[:4] == "127."
        recorder.note(how, f"{kind}:{port}" if ours else f"{kind}:{host}:{port}", frame)


def _started(recorder: Recorder, args: Any, frame: Any) -> None:
    words = args[1] if len(args) > 1 else args[0]
    listed = isinstance(words, Iterable) and not isinstance(words, _PATHLIKE)
    said = [_text(word) or "" for word in (words if listed else [words])]
    folder = args[2] if len(args) > 2 and isinstance(args[2], _PATHLIKE) else "."
    recorder.command(" ".join(said), recorder.folders.absolute(folder))


def _locked(recorder: Recorder, args: Any, frame: Any) -> None:
    descriptor, operation = args[0], args[1]
    if isinstance(descriptor, int) and isinstance(operation, int):
        recorder.locks(descriptor, not operation & _UNLOCKS)


def _named_by_chance(recorder: Recorder, args: Any, frame: Any) -> None:
    recorder.folders.add_random(args[0])


_HANDLERS: dict[str, Callable[[Recorder, Any, Any], None]] = {
    "open": _opened,
    "os.remove": _removed("delete"),
    "os.rmdir": _removed("rmdir"),
    "shutil.rmtree": _cleared,
    "os.rename": _renamed,
    "os.link": _linked,
    "os.symlink": _linked,
    "os.truncate": _changed,
    "os.chmod": _changed,
    "os.chown": _changed,
    "os.utime": _changed,
    "os.mkdir": _made_folder,
    "os.listdir": _listed,
    "os.scandir": _listed,
    "glob.glob" if sys.version_info < (3, 10) else "glob.glob/2": _globbed,
    "pathlib.Path.glob": _path_globbed,
    "pathlib.Path.rglob": _path_globbed_below,
    "os.chdir": _chdir,
    "sqlite3.connect": _sqlite,
    "socket.bind": _bound,
    "socket.connect": _connected,
    "fcntl.flock": _locked,
    "fcntl.lockf": _locked,
    "os.putenv": _set_env,
    "os.unsetenv": _set_env,
    "subprocess.Popen": _started,
    "os.posix_spawn": _started,
    "os.system": _started,
    "tempfile.mkstemp": _named_by_chance,
    "tempfile.mkdtemp": _named_by_chance,
}


def _descriptor(args: Any, at: int) -> int:
    value = args[at] if at < len(args) else -1
    return value if isinstance(value, int) else -1


def _is_there(recorder: Recorder, path: Any, descriptor: int = -1) -> bool | None:
    if descriptor >= 0:
        path = recorder.folders.absolute(path, descriptor)
    try:
        Real.lstat(path)
    except OSError:
        return False
    except (TypeError, ValueError):
        return None
    return True


def _is_folder(path: Any) -> bool:
    """Whether a path that is there is a folder, which nobody can open to write."""
    try:
        return (Real.lstat(path).st_mode & 0o170000) == 0o040000
    except (OSError, TypeError, ValueError):
        return False


def _has_folder(recorder: Recorder, path: Any) -> bool:
    """Whether a path can be made at all."""
    full = recorder.folders.absolute(path)
    return full is None or bool(_is_there(recorder, Real.split(full)[0]))


def _text(path: Any) -> str | None:
    """A path as text; None if it is none."""
    try:
        return str(Real.fsdecode(path))
    except (TypeError, ValueError):
        return None
