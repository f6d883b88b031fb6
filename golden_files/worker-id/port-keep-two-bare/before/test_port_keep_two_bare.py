import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@pytest.fixture
def servers():
    one = HTTPServer(("127.0.0.1", 21112), BaseHTTPRequestHandler)
    two = HTTPServer(("127.0.0.1", 21113), BaseHTTPRequestHandler)
    yield
    one.server_close()
    two.server_close()


def test_one(servers):
    with socket.create_connection(("127.0.0.1", 21112)) as client:
        assert client.getpeername()


def test_both(servers):
    for address in (("127.0.0.1", 21112), ("127.0.0.1", 21113)):
        with socket.create_connection(address) as client:
            assert client.getpeername() == address
