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


@pytest.fixture(scope="module", autouse=True)
def server():
    server = HTTPServer((HOST, 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_one(server):
    base_url = f"http://{HOST}:{server.server_port}"
    assert urlopen(f"{base_url}/one").read() == b"hello /one"


def test_two(server):
    base_url = f"http://{HOST}:{server.server_port}"
    assert urlopen(base_url + "/two").read() == b"hello /two"
