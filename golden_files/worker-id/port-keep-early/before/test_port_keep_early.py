import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


def test_hello():
    url = "http://127.0.0.1:21009/e"
    with HTTPServer(("127.0.0.1", 21009), Hello) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert urlopen(url).read() == b"hello /e"
