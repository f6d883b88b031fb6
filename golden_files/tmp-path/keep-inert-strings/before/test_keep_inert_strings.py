import argparse
import os.path
import shlex
from pathlib import PurePosixPath
from unittest import mock

BACKUP = "/tmp/keep-inert/backup.tar"


def backup_command(source, target=BACKUP):
    return "tar cf %s %s" % (shlex.quote(target), shlex.quote(source))


def remove_backup():
    os.remove(BACKUP)


def test_command():
    assert backup_command("my music") == "tar cf /tmp/keep-inert/backup.tar 'my music'"


def test_option():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", type=PurePosixPath)
    args = parser.parse_args(["--log", "keep_inert.log"])
    assert args.log.with_suffix(".old") == PurePosixPath("keep_inert.old")


def test_join():
    assert os.path.join("/tmp/keep-inert", "a", "..") == "/tmp/keep-inert/a/.."


@mock.patch("os.remove")
def test_remove(remove):
    remove_backup()
    remove.assert_called_once_with("/tmp/keep-inert/backup.tar")
