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
    number = 21507
    server = HTTPServer(("127.0.0.1", number), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield number
    server.shutdown()
    server.server_close()


def test_number(port):
    assert urlopen(f"http://127.0.0.1:{port}/p").read() == b"hello /p"


def test_spelled(port):
    assert urlopen("http://127.0.0.1:21507/p").read() == b"hello /p"
