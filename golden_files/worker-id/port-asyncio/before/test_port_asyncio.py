import asyncio


async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def talk():
    server = await asyncio.start_server(answer, "127.0.0.1", 21512)
    reader, writer = await asyncio.open_connection("127.0.0.1", 21512)
    writer.write(b"ping\n")
    line = await reader.readline()
    writer.close()
    server.close()
    return line


def test_echo():
    assert asyncio.run(talk()) == b"ping\n"


def test_nested():
    async def main():
        server = await asyncio.start_server(answer, host="127.0.0.1", port=21513)
        async with server:
            reader, writer = await asyncio.open_connection("127.0.0.1", 21513)
            writer.write(b"pong\n")
            assert await reader.readline() == b"pong\n"
            writer.close()

    asyncio.run(main())
