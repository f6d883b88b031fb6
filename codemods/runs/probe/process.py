"""From what Python does to touches: audit events (PEP 578), and wrappers for what raises none."""

import functools
import os
import pathlib
import re
import sys

from .listeners import LISTENERS, tell
from .real import Real

_CREATES = os.O_CREAT | os.O_TRUNC
_WRITES = os.O_WRONLY | os.O_RDWR
_FROM_NOTHING = os.O_TRUNC | os.O_EXCL
_APPENDS = os.O_APPEND
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_PATHLIKE = (str, bytes, os.PathLike)
_WORKER = "PYTEST_XDIST_WORKER"
_MAGIC = re.compile(r"[*?\[]")
# Modules that look at files, or make up names, on their own account and not for a test. Files would
# not tell: from Python 3.11 on some of the standard library is frozen.
_OWN_ACCOUNT = frozenset({"tempfile", "glob", "linecache", "inspect", "tokenize", "zipimport"})
_IMPORTING = ("importlib._bootstrap", "_frozen_importlib")
_PATH_WALKS = frozenset({"makedirs", "walk", "_walk", "realpath", "_joinrealpath", "resolve"})
_WALKING = frozenset({"os", "posixpath", "ntpath", "pathlib", "pathlib._local", "pathlib._abc"})


def wrap_process(recorder):
    """Have this process tell the recorder what it does, for as long as it lives."""
    for name in ("stat", "lstat", "access"):
        _wrap(recorder, name)
    _wrap_environ(recorder)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=recorder.forked)
    sys.addaudithook(_hook(recorder))


def _hook(recorder):
    handlers, frame = _HANDLERS, Real.frame

    def hook(event, args):
        handler = handlers.get(event)
        if handler is None or recorder.off or recorder.is_busy:
            return
        try:
            actor = frame(1)
            if not _module(actor).startswith(_IMPORTING):
                handler(recorder, args, actor)
        except Exception as error:
            recorder.lose(error)

    return hook


def _opened(recorder, args, frame):
    path, mode, flags = args
    if isinstance(path, int) or not isinstance(flags, int):
        return
    module = _module(frame)
    if module in _OWN_ACCOUNT:
        return
    if _NAMELESS and flags & _NAMELESS == _NAMELESS:
        return
    # The event does not say which folder os.open is relative to, and shutil gives it one.
    if mode is None and module == "shutil" and not Real.isabs(path):
        return
    if flags & _APPENDS:
        how = "append"
    elif flags & _CREATES:
        how = "write" if flags & _FROM_NOTHING else "update"
    else:
        how = "update" if flags & _WRITES else "read"
    recorder.touch(how, path, frame, None if how == "read" else _is_there(path))


def _removed(how):
    def handle(recorder, args, frame):
        if not _in_rmtree(frame):
            recorder.touch(how, args[0], frame, descriptor=_descriptor(args, 1))

    return handle


def _cleared(recorder, args, frame):
    path, descriptor = args[0], _descriptor(args, 1)
    recorder.touch("rmtree", path, frame, _is_there(path), descriptor=descriptor)


def _renamed(recorder, args, frame):
    recorder.touch("delete", args[0], frame, descriptor=_descriptor(args, 2))
    recorder.touch("write", args[1], frame, _is_there(args[1]), descriptor=_descriptor(args, 3))


def _linked(recorder, args, frame):
    recorder.touch("write", args[1], frame, descriptor=_descriptor(args, len(args) - 1))


def _changed(recorder, args, frame):
    at = 2 if len(args) == 3 else 3
    recorder.touch("change", args[0], frame, descriptor=_descriptor(args, at))


def _made_folder(recorder, args, frame):
    asked = frame.f_code.co_name in ("makedirs", "mkdir") and frame.f_locals.get("exist_ok") is True
    how, there = "ensure" if asked else "mkdir", _is_there(args[0])
    recorder.touch(how, args[0], frame, there, descriptor=_descriptor(args, 2))


def _listed(recorder, args, frame):
    if not _in_rmtree(frame) and _module(frame) not in _OWN_ACCOUNT:
        recorder.touch("list", "." if args[0] is None else args[0], frame)


def _globbed(recorder, args, frame):
    _list_pattern(recorder, "", Real.fsdecode(args[0]), frame)


def _path_globbed(recorder, args, frame):
    _list_pattern(recorder, str(args[0]), str(args[1]), frame)


def _list_pattern(recorder, base, pattern, frame):
    parts = pattern.replace("\\", "/").split("/")
    fixed = 0
    while fixed < len(parts) - 1 and not _MAGIC.search(parts[fixed]):
        fixed += 1
    start = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else "")
    folder = Real.join(base, start) if base else start or "."
    recorder.touch("list", folder, frame, glob="/".join(parts[fixed:]))


def _chdir(recorder, args, frame):
    if recorder.who.startswith(("fixture:", "collect:")):
        recorder.state.take_over()
    else:
        recorder.state.will_chdir(recorder.folders.place(frame))
    recorder.touch("probe", args[0], frame)


def _set_env(recorder, args, frame):
    name = Real.fsdecode(args[0])
    if recorder.who.startswith(("fixture:", "collect:")):
        recorder.state.take_over(name)
    else:
        recorder.state.will_set_env(name, recorder.folders.place(frame))


def _sqlite(recorder, args, frame):
    name = Real.fsdecode(Real.fspath(args[0]))
    if name.startswith("file:"):
        name, _, options = name[5:].partition("?")
        if "mode=memory" in options:
            return
        name = "/" + name.lstrip("/") if name.startswith("//") else name
    if name and not name.startswith(":memory:"):
        recorder.touch("sqlite", name, frame, _is_there(name))


def _bound(recorder, args, frame):
    _met(recorder, "bind", args[0], args[1], frame)


def _connected(recorder, args, frame):
    _met(recorder, "connect", args[0], args[1], frame)


def _met(recorder, how, socket, address, frame):
    if isinstance(address, (str, bytes)):
        name = Real.fsdecode(address)
        if name.startswith("\0"):
            recorder.note(how, "unix:@" + name[1:], frame)
        elif name:
            there = _is_there(name)
            recorder.touch("write" if how == "bind" else "read", name, frame, there)
    elif isinstance(address, tuple) and len(address) >= 2 and address[1]:
        host, port = str(address[0]), address[1]
        kind = "udp" if int(socket.type) & 0xF == 2 else "tcp"
        ours = how == "bind" or host in ("", "localhost", "::1", "0.0.0.0") or host[:4] == "127."
        recorder.note(how, "%s:%s" % (kind, port if ours else "%s:%s" % (host, port)), frame)


def _started(recorder, args, frame):
    words = args[1] if len(args) > 1 else args[0]
    if isinstance(words, _PATHLIKE):
        words = [words]
    try:
        text = " ".join(Real.fsdecode(word) for word in words)
    except TypeError:
        text = ""
    folder = args[2] if len(args) > 2 and isinstance(args[2], _PATHLIKE) else "."
    recorder.command(text, recorder.folders.absolute(folder))


def _named_by_chance(recorder, args, frame):
    recorder.folders.add_random(args[0])


_HANDLERS = {
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
    "glob.glob": _globbed,
    "pathlib.Path.glob": _path_globbed,
    "pathlib.Path.rglob": _path_globbed,
    "os.chdir": _chdir,
    "sqlite3.connect": _sqlite,
    "socket.bind": _bound,
    "socket.connect": _connected,
    "os.putenv": _set_env,
    "os.unsetenv": _set_env,
    "subprocess.Popen": _started,
    "os.posix_spawn": _started,
    "os.system": _started,
    "tempfile.mkstemp": _named_by_chance,
    "tempfile.mkdtemp": _named_by_chance,
}


def _descriptor(args, at):
    value = args[at] if at < len(args) else -1
    return value if isinstance(value, int) else -1


def _is_there(path):
    try:
        Real.lstat(path)
    except OSError:
        return False
    except (TypeError, ValueError):
        return None
    return True


def _module(frame):
    return frame.f_globals.get("__name__") or ""


def _in_rmtree(frame):
    return "rmtree" in frame.f_code.co_name and _module(frame) == "shutil"


def _wrap(recorder, name):
    original = getattr(os, name)

    @functools.wraps(original)
    def look(path, *args, **options):
        if recorder.off or type(path) is int or recorder.is_busy:
            return original(path, *args, **options)
        frame = Real.frame(1)
        if _module(frame) == "genericpath" and frame.f_back is not None:
            frame = frame.f_back
        if not _is_looking(frame):
            return original(path, *args, **options)
        descriptor = options.get("dir_fd")
        descriptor = -1 if descriptor is None else descriptor
        try:
            full = recorder.folders.absolute(path, descriptor)
            if full is not None and LISTENERS:
                tell("probe", full)
        except Exception as error:
            full = None
            recorder.lose(error)
        found = False
        try:
            result = original(path, *args, **options)
            found = bool(result)
            return result
        finally:
            if full is not None and not recorder.off:
                try:
                    recorder.note("probe", full, frame, found, heard=True)
                except Exception as error:
                    recorder.lose(error)

    # The standard library asks these sets what a function can do.
    for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
        if original in able:
            able.add(look)
    if original in os.supports_effective_ids:
        os.supports_effective_ids.add(look)
    setattr(os, name, look)
    # Before Python 3.11 pathlib holds references of its own.
    accessor = getattr(pathlib, "_NormalAccessor", None)
    if accessor is not None and hasattr(accessor, name):
        setattr(accessor, name, staticmethod(look))


def _is_looking(frame):
    module = _module(frame)
    if module in _OWN_ACCOUNT or module.startswith(_IMPORTING):
        return False
    if frame.f_code.co_name in _PATH_WALKS and module in _WALKING:
        return False
    return not _in_rmtree(frame)


def _wrap_environ(recorder):
    mapping = type(os.environ)
    original = mapping.__getitem__

    def getitem(self, key):
        if not recorder.off and isinstance(key, str):
            recorder.state.did_read_env(key, recorder.who)
            if key == _WORKER and recorder.folders.place(Real.frame(1)):
                recorder.write({"aware": recorder.who})
        return original(self, key)

    mapping.__getitem__ = getitem
