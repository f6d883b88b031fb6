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


PORT = 21503


@pytest.fixture(scope="module")
def web_server():
    server = HTTPServer(("127.0.0.1", PORT), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


def test_one(web_server):
    assert urlopen(f"http://127.0.0.1:{PORT}/one").read() == b"hello /one"


@pytest.mark.usefixtures("web_server")
def test_two():
    assert urlopen("http://127.0.0.1:%d/two" % PORT).read() == b"hello /two"
