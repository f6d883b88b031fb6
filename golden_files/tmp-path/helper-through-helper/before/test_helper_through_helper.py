import os
import struct


def _write_block(payload):
    with open("echosounder.bin", "wb") as f:
        f.write(struct.pack("<I", len(payload)))
        f.write(payload)


def _read_block():
    with open("echosounder.bin", "rb") as f:
        (size,) = struct.unpack("<I", f.read(4))
        return f.read(size)


def roundtrip(payload):
    _write_block(payload)
    try:
        return _read_block()
    finally:
        os.remove("echosounder.bin")


def test_bytes():
    assert roundtrip(b"\x01\x02") == b"\x01\x02"


def test_empty():
    assert roundtrip(b"") == b""


def test_long():
    payload = b"ping" * 1000
    assert roundtrip(payload) == payload
