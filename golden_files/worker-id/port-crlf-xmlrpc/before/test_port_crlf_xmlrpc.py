import threading
import unittest
from xmlrpc.client import ServerProxy
from xmlrpc.server import SimpleXMLRPCServer


class AddTest(unittest.TestCase):
    def setUp(self):
        server = SimpleXMLRPCServer(('127.0.0.1', 21517), logRequests=False)
        server.register_function(lambda a, b: a + b, 'add')
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)

    def test_add(self):
        with ServerProxy('http://127.0.0.1:21517/') as proxy:
            self.assertEqual(proxy.add(2, 3), 5)
