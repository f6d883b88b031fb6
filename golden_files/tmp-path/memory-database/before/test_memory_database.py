import shutil
import tempfile
import unittest

from queue_in_memory import Queue


class QueueTest(unittest.TestCase):
    def setUp(self):
        self.path = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.path)

    def queue(self):
        queue = Queue(self.path)
        self.addCleanup(queue.close)
        return queue

    def test_one(self):
        queue = self.queue()
        queue.put("ant")
        self.assertEqual(len(queue), 1)

    def test_none(self):
        self.assertEqual(len(self.queue()), 0)


class QueueInMemoryTest(QueueTest):
    def setUp(self):
        self.path = ":memory:"
