import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


@contextmanager
def running():
    server = HTTPServer(("127.0.0.1", 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def test_one():
    with running() as server:
        assert server.server_address[0] == "127.0.0.1"
        assert urlopen(f"http://127.0.0.1:{server.server_port}/1").read() == b"hello /1"


def test_two():
    with running() as web:
        assert urlopen(f"http://127.0.0.1:{web.server_port}/2").read() == b"hello /2"
        assert web.socket
