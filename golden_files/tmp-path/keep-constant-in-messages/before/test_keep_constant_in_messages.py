import errno
import io
import os

import pytest

OUTPUT = "keep_messages_output.txt"
LOCK = os.path.join("/tmp", "keep-messages", "lock")


class LockedError(Exception):
    pass


def save(stream, lines, name=OUTPUT):
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise ValueError(f"{name}:{number}: line with a zero byte")
        stream.write(line + "\n")


def locked(path):
    raise LockedError(f"remove {path} if nobody else is here") from OSError(
        errno.EEXIST, os.strerror(errno.EEXIST), path
    )


def test_save():
    stream = io.StringIO()
    stream.name = OUTPUT
    save(stream, ["a", "b"])
    assert stream.getvalue() == "a\nb\n"


def test_message():
    with pytest.raises(ValueError, match=f"^{OUTPUT}:2: "):
        save(io.StringIO(), ["a", "\0"])


def test_locked():
    with pytest.raises(LockedError) as info:
        locked(LOCK)
    assert str(info.value).startswith("remove /tmp/keep-messages/lock ")
    assert info.value.__cause__.filename == LOCK
