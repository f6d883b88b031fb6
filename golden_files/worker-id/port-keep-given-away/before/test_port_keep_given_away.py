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


def start_server(port):
    server = HTTPServer(("127.0.0.1", port), Hello)
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()
    return thread


def test_hello():
    thread = start_server(21013)
    assert urlopen("http://127.0.0.1:21013/g").read() == b"hello /g"
    thread.join()
