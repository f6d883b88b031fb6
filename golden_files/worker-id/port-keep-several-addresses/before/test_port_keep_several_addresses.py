import asyncio


async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def talk():
    server = await asyncio.start_server(answer, "localhost", 21010)
    reader, writer = await asyncio.open_connection("localhost", 21010)
    writer.write(b"ping\n")
    line = await reader.readline()
    writer.close()
    server.close()
    return line


def test_echo():
    assert asyncio.run(talk()) == b"ping\n"
