import asyncio
import os


def test_gather():
    async def write(n):
        with open("/tmp/async-nested.txt", "a") as f:
            f.write(str(n))
        await asyncio.sleep(0)

    async def main():
        await asyncio.gather(write(1), write(2))

    asyncio.run(main())
    os.remove("/tmp/async-nested.txt")
