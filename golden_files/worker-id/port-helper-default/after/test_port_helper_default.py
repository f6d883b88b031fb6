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


def start_server(port=0):
    server = HTTPServer(("127.0.0.1", port), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_default():
    server = start_server()
    assert urlopen(f"http://127.0.0.1:{server.server_port}/d").read() == b"hello /d"
    server.shutdown()
    server.server_close()


def test_given():
    server = start_server(port=0)
    assert urlopen(f"http://127.0.0.1:{server.server_port}/g").read() == b"hello /g"
    server.shutdown()
    server.server_close()
