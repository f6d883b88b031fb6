import http.client
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
    server = HTTPServer(("127.0.0.1", 0), Hello)
    port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert urlopen(f"http://127.0.0.1:{port}/a?b=1").read() == b"hello /a?b=1"
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        client.request("GET", "/c")
        assert client.getresponse().read() == b"hello /c"
        client.close()
    finally:
        server.shutdown()
        server.server_close()


def test_with():
    with HTTPServer(("127.0.0.1", 0), Hello) as server:

        def fetch(path):
            return urlopen(f"http://127.0.0.1:{server.server_port}/{path}").read()

        threading.Thread(target=server.handle_request, daemon=True).start()
        assert fetch("d") == b"hello /d"
