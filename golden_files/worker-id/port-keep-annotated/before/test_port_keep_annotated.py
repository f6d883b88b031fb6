import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@pytest.fixture
def server() -> Iterator[None]:
    httpd = HTTPServer(("127.0.0.1", 21116), BaseHTTPRequestHandler)
    yield
    httpd.server_close()


def test_connects(server: None) -> None:
    with socket.create_connection(("127.0.0.1", 21116)) as client:
        assert client.getpeername()
