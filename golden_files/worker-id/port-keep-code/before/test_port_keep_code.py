import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from clockapp.client import fetch


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


def test_fetch():
    with HTTPServer(("127.0.0.1", 21003), Hello) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert fetch("/time") == b"hello /time"
