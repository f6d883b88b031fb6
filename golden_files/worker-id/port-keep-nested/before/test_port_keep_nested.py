import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


def test_in_a_thread():
    def serve():
        HTTPServer(("127.0.0.1", 21006), Hello).handle_request()

    threading.Thread(target=serve, daemon=True).start()
    time.sleep(0.2)
    assert urlopen("http://127.0.0.1:21006/n").read() == b"hello /n"
