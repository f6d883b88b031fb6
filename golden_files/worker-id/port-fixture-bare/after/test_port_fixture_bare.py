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


@pytest.fixture(scope="module")
def web_server():
    server = HTTPServer(("127.0.0.1", 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_one(web_server):
    port = web_server.server_port
    assert urlopen(f"http://127.0.0.1:{port}/one").read() == b"hello /one"


def test_two(web_server):
    port = web_server.server_port
    assert urlopen("http://127.0.0.1:%d/two" % port).read() == b"hello /two"
