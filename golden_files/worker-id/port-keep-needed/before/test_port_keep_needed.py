import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@pytest.fixture
def connect():
    return lambda: socket.create_connection(("127.0.0.1", 21109))


@pytest.fixture
def server(connect):
    with HTTPServer(("127.0.0.1", 21109), BaseHTTPRequestHandler) as httpd:
        connect().close()
        yield httpd


def test_connects(server, connect):
    with connect() as client:
        assert client.getpeername()[1] == server.server_port
