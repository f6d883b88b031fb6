import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello " + self.path.encode())

    def log_message(self, *args):
        pass


class HelloTest(unittest.TestCase):
    def setUp(self):
        self.server = HTTPServer(("127.0.0.1", 0), Hello)
        self.port = self.server.server_port
        self.addCleanup(self.server.server_close)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def tearDown(self):
        self.server.shutdown()
        self.thread.join()

    def get(self, path):
        with urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.read()

    def test_one(self):
        self.assertEqual(self.get("/one"), b"hello /one")

    def test_two(self):
        port = self.port
        self.assertEqual(urlopen(f"http://127.0.0.1:{port}/two").read(), b"hello /two")
