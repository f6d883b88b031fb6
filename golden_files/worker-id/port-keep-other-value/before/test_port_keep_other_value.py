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
def thread():
    server = HTTPServer(("127.0.0.1", 21007), Hello)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield thread
    server.shutdown()
    server.server_close()


def test_runs(thread):
    assert thread.is_alive()
    assert urlopen("http://127.0.0.1:21007/o").read() == b"hello /o"
