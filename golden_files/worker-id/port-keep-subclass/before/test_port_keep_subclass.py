import socket
import unittest


class FirstTest(unittest.TestCase):
    port = 21015

    def setUp(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.addCleanup(self.listener.close)

    def test_connect(self):
        socket.create_connection(("127.0.0.1", self.port)).close()


class SecondTest(FirstTest):
    port = 21016
