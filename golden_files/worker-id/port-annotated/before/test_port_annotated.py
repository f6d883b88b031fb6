import threading
from collections.abc import Iterator
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


PORT: int = 21520


@pytest.fixture
def server() -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", PORT), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("server")
def test_one() -> None:
    assert urlopen(f"http://127.0.0.1:{PORT}/one").read() == b"hello /one"
