import socket

import pytest


@pytest.fixture
def collector():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 21110))
        sock.settimeout(5)
        yield


def send(data, port=int("2111" + "0")):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        return sock.sendto(data, ("127.0.0.1", port))


def test_sends(collector):
    assert send(b"up:1|c") == 6
