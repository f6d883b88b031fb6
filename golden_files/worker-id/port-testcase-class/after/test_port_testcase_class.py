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
    host = "127.0.0.1"

    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer((cls.host, 0), Hello)
        cls.port = cls.server.server_port
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def test_one(self):
        answer = urlopen(f"http://{self.host}:{self.port}/one")
        self.assertEqual(answer.read(), b"hello /one")

    def test_two(self):
        url = "http://%s:%s/two" % (self.host, self.port)
        self.assertEqual(urlopen(url).read(), b"hello /two")
