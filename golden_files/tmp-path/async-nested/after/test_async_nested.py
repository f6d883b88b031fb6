import asyncio
import os


def test_gather(tmp_path):
    async_nested_path = tmp_path / "async-nested.txt"

    async def write(n):
        with open(async_nested_path, "a") as f:
            f.write(str(n))
        await asyncio.sleep(0)

    async def main():
        await asyncio.gather(write(1), write(2))

    asyncio.run(main())
    os.remove(async_nested_path)
