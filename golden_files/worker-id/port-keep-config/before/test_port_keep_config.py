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


def test_mirror():
    with HTTPServer(("127.0.0.1", 21004), Hello) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert urlopen("http://127.0.0.1:21004/m").read() == b"hello /m"
