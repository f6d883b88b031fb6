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


@pytest.fixture(autouse=True)
def server():
    server = HTTPServer(("127.0.0.1", 21505), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


class TestPages:
    def test_index(self):
        with urlopen("http://127.0.0.1:21505/") as answer:
            assert answer.status == 200

    def test_page(self, tmp_path):
        (tmp_path / "page").write_bytes(urlopen("http://127.0.0.1:21505/page").read())
        assert (tmp_path / "page").read_text() == "hello /page"
