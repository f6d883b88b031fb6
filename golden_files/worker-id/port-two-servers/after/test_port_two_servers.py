import asyncio
import socket
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer


def test_sockets():
    left = socket.socket()
    left.bind(("127.0.0.1", 0))
    left_port = left.getsockname()[1]
    left.listen()
    right = socket.socket()
    right.bind(("127.0.0.1", 0))
    right_port = right.getsockname()[1]
    right.listen()
    for address in (("127.0.0.1", left_port), ("127.0.0.1", right_port)):
        with socket.socket() as client:
            client.connect(address)
            assert client.getpeername() == address
    left.close()
    right.close()


async def both():
    one = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    one_port = one.sockets[0].getsockname()[1]
    two = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    two_port = two.sockets[0].getsockname()[1]
    for address in (("127.0.0.1", one_port), ("127.0.0.1", two_port)):
        _, writer = await asyncio.open_connection(*address)
        assert writer.get_extra_info("peername") == address
        writer.close()
    one.close()
    two.close()


def test_streams():
    asyncio.run(both())


class TwoTest(unittest.TestCase):
    def setUp(self):
        self.front = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        self.front_port = self.front.server_port
        self.addCleanup(self.front.server_close)
        self.back = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        self.back_port = self.back.server_port
        self.addCleanup(self.back.server_close)

    def test_front(self):
        with socket.create_connection(("127.0.0.1", self.front_port)) as client:
            self.assertEqual(client.getpeername()[1], self.front.server_port)

    def test_back(self):
        with socket.create_connection(("127.0.0.1", self.back_port)) as client:
            self.assertEqual(client.getpeername()[1], self.back.server_port)
