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
def port():
    server = HTTPServer(("127.0.0.1", 0), Hello)
    number = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield number
    server.shutdown()
    server.server_close()


def test_number(port):
    assert urlopen(f"http://127.0.0.1:{port}/p").read() == b"hello /p"


def test_spelled(port):
    assert urlopen(f"http://127.0.0.1:{port}/p").read() == b"hello /p"
