import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


HOST = "127.0.0.1"


@pytest.fixture(scope="session")
def api():
    with HTTPServer((HOST, 0), Hello) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
