import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen

import pytest


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def test_free(free_port):
    with HTTPServer(("127.0.0.1", free_port), Hello) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert urlopen(f"http://127.0.0.1:{free_port}/f").read() == b"hello /f"
