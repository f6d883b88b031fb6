import socket


def test_connect():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port), timeout=5)
        assert client.getpeername()[0] == "127.0.0.1"
        client.close()
