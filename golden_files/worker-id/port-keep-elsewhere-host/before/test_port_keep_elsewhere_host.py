from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit


def test_upstream():
    with HTTPServer(("127.0.0.1", 21105), BaseHTTPRequestHandler) as server:
        upstream = "http://example.com:21105/"
        assert urlsplit(upstream).port == server.server_port
