import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 21111), BaseHTTPRequestHandler) as httpd:
        yield httpd


def test_comes_back(server):
    address = server.server_address
    server.server_close()
    with HTTPServer(("127.0.0.1", 21111), BaseHTTPRequestHandler):
        socket.create_connection(address).close()
