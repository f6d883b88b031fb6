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


def test_free():
    with HTTPServer(("127.0.0.1", 0), Hello) as server:
        port = server.server_port
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert urlopen(f"http://127.0.0.1:{port}/f").read() == b"hello /f"
