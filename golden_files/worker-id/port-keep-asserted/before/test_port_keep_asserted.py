import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer


def test_keeps_its_port():
    with HTTPServer(("127.0.0.1", 21108), BaseHTTPRequestHandler) as server:
        assert server.server_port == 21108


class PortTest(unittest.TestCase):
    def test_keeps_its_port(self):
        with HTTPServer(("127.0.0.1", 21115), BaseHTTPRequestHandler) as server:
            self.assertEqual(server.server_address[1], 21115)
