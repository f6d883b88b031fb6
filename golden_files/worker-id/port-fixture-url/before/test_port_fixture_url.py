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
def base_url():
    host, port = "127.0.0.1", 21506
    server = HTTPServer((host, port), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{host}:{port}"
    server.shutdown()
    server.server_close()


def test_url(base_url):
    assert urlopen(base_url + "/u").read() == b"hello /u"
