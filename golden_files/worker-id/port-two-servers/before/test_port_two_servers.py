import asyncio
import socket
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer


def test_sockets():
    left = socket.socket()
    left.bind(("127.0.0.1", 21523))
    left.listen()
    right = socket.socket()
    right.bind(("127.0.0.1", 21524))
    right.listen()
    for address in (("127.0.0.1", 21523), ("127.0.0.1", 21524)):
        with socket.socket() as client:
            client.connect(address)
            assert client.getpeername() == address
    left.close()
    right.close()


async def both():
    one = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 21525)
    two = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 21526)
    for address in (("127.0.0.1", 21525), ("127.0.0.1", 21526)):
        _, writer = await asyncio.open_connection(*address)
        assert writer.get_extra_info("peername") == address
        writer.close()
    one.close()
    two.close()


def test_streams():
    asyncio.run(both())


class TwoTest(unittest.TestCase):
    def setUp(self):
        self.front = HTTPServer(("127.0.0.1", 21527), BaseHTTPRequestHandler)
        self.addCleanup(self.front.server_close)
        self.back = HTTPServer(("127.0.0.1", 21528), BaseHTTPRequestHandler)
        self.addCleanup(self.back.server_close)

    def test_front(self):
        with socket.create_connection(("127.0.0.1", 21527)) as client:
            self.assertEqual(client.getpeername()[1], self.front.server_port)

    def test_back(self):
        with socket.create_connection(("127.0.0.1", 21528)) as client:
            self.assertEqual(client.getpeername()[1], self.back.server_port)
