import atexit
import os
import shutil
import struct
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


ECHOSOUNDER_PATH = os.path.join(TMP_DIR, "echosounder.bin")


def _write_block(payload):
    with open(ECHOSOUNDER_PATH, "wb") as f:
        f.write(struct.pack("<I", len(payload)))
        f.write(payload)


def _read_block():
    with open(ECHOSOUNDER_PATH, "rb") as f:
        (size,) = struct.unpack("<I", f.read(4))
        return f.read(size)


def roundtrip(payload):
    _write_block(payload)
    try:
        return _read_block()
    finally:
        os.remove(ECHOSOUNDER_PATH)


def test_bytes():
    assert roundtrip(b"\x01\x02") == b"\x01\x02"


def test_empty():
    assert roundtrip(b"") == b""


def test_long():
    payload = b"ping" * 1000
    assert roundtrip(payload) == payload
