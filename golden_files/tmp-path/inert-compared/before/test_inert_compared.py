import os.path
import posixpath
from pathlib import PurePosixPath

DEFAULT = "/tmp/inert-compared/out.log"


def log_name(app, base="/tmp/inert-compared"):
    return posixpath.join(base, app + ".log")


def test_name_is_joined():
    assert log_name("out") == "/tmp/inert-compared/out.log"
    assert log_name("out") == DEFAULT


def test_parts():
    head, tail = os.path.split("/tmp/inert-compared/out.log")
    assert head == "/tmp/inert-compared"
    assert os.path.basename(DEFAULT) == tail == "out.log"
    assert os.path.splitext(DEFAULT)[1] == ".log"


def test_pure_path():
    assert PurePosixPath("/tmp/inert-compared/out.log").suffix == ".log"
    assert PurePosixPath(DEFAULT).parent.name == "inert-compared"
