import socket
from http.server import BaseHTTPRequestHandler, HTTPServer


def test_address():
    host, port = (
        "127.0.0.1",  # never to be seen from outside
        21114,
    )
    with HTTPServer((host, port), BaseHTTPRequestHandler):
        with socket.create_connection((host, port)) as client:
            assert client.getpeername() == (host, port)
