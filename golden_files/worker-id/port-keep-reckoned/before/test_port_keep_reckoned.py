import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

PORT = 21106


def test_next():
    one = HTTPServer(("127.0.0.1", PORT), BaseHTTPRequestHandler)
    two = HTTPServer(("127.0.0.1", PORT + 1), BaseHTTPRequestHandler)
    socket.create_connection(("127.0.0.1", PORT)).close()
    socket.create_connection(("127.0.0.1", PORT + 1)).close()
    one.server_close()
    two.server_close()
