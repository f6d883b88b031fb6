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


class TestHello:
    PORT = 21518

    @pytest.fixture(autouse=True)
    def serve(self):
        self.server = HTTPServer(("127.0.0.1", self.PORT), Hello)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        yield
        self.server.shutdown()
        self.server.server_close()

    def test_one(self):
        assert urlopen(f"http://127.0.0.1:{self.PORT}/one").read() == b"hello /one"
