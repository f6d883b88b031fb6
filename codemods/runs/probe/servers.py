"""Whether a port is one that a child listens on; Linux tells in /proc, others do not."""

from __future__ import annotations

from .real import Real

_LISTENS = "0A"


def is_served_by_child(port: int) -> bool:
    """Whether a process that descends from this one listens on a TCP port."""
    sockets = {f"socket:[{inode}]" for inode in _listening(port)}
    return bool(sockets) and any(_holds(child, sockets) for child in _descendants())


def _listening(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in _read(table).splitlines()[1:]:
            words = line.split()
            if words[3] == _LISTENS and int(words[1].rpartition(":")[2], 16) == port:
                found.add(words[9])
    return found


def _descendants() -> list[str]:
    children: dict[str, list[str]] = {}
    for name in _names("/proc"):
        if name.isdigit():
            # The name of the program, in parentheses, may hold anything.
            facts = _read(f"/proc/{name}/stat").rpartition(")")[2].split()
            if len(facts) > 1:
                children.setdefault(facts[1], []).append(name)
    found: list[str] = []
    left = [str(Real.getpid())]
    while left:
        below = children.get(left.pop(), [])
        found += below
        left += below
    return found


def _holds(process: str, sockets: set[str]) -> bool:
    folder = f"/proc/{process}/fd"
    for name in _names(folder):
        try:
            if Real.readlink(f"{folder}/{name}") in sockets:
                return True
        except OSError:
            continue
    return False


def _names(folder: str) -> list[str]:
    try:
        return list(Real.listdir(folder))
    except OSError:
        return []


def _read(path: str) -> str:
    try:
        with Real.open(path, encoding="utf-8", errors="replace") as file:
            return str(file.read())
    except OSError:
        return ""
