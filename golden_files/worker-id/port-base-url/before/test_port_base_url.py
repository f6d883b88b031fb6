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


HOST = "127.0.0.1"
PORT = 21519
BASE_URL = f"http://{HOST}:{PORT}"


@pytest.fixture(scope="module", autouse=True)
def server():
    server = HTTPServer((HOST, PORT), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


def test_one():
    assert urlopen(f"{BASE_URL}/one").read() == b"hello /one"


def test_two():
    assert urlopen(BASE_URL + "/two").read() == b"hello /two"
