import socket
from http.server import BaseHTTPRequestHandler, HTTPServer


def ordered(number):
    return {"id": number, "label": f"order:{number}"}


def test_order():
    with HTTPServer(("127.0.0.1", 21101), BaseHTTPRequestHandler):
        with socket.create_connection(("127.0.0.1", 21101)):
            assert ordered(21101)["id"]


def test_pair():
    with HTTPServer(("127.0.0.1", 21102), BaseHTTPRequestHandler) as server:
        pair = ("order", 21102)
        assert pair[1] == server.server_port


def test_report():
    with HTTPServer(("127.0.0.1", 21103), BaseHTTPRequestHandler) as server:
        report_id = 21103
        assert report_id == server.server_port


def test_text():
    with HTTPServer(("127.0.0.1", 21104), BaseHTTPRequestHandler) as server:
        assert ordered(server.server_port)["label"] == "order:21104"
