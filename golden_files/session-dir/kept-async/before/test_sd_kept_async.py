import asyncio
import unittest

PATH = "/tmp/sd-kept-async.txt"


class TestExchange(unittest.IsolatedAsyncioTestCase):
    async def test_1_write(self):
        await asyncio.sleep(0)
        with open(PATH, "w") as stream:
            stream.write("async")

    async def test_2_read(self):
        with open(PATH) as stream:
            self.assertEqual(stream.read(), "async")
