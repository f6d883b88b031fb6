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
    server = HTTPServer(("127.0.0.1", 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class TestPages:
    def test_index(self, server):
        with urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:
            assert answer.status == 200

    def test_page(self, tmp_path, server):
        port = server.server_port
        (tmp_path / "page").write_bytes(urlopen(f"http://127.0.0.1:{port}/page").read())
        assert (tmp_path / "page").read_text() == "hello /page"
