import socket


def test_connect():
    with socket.create_server(("127.0.0.1", 21522)):
        client = socket.create_connection(("127.0.0.1", 21522), timeout=5)
        assert client.getpeername()[0] == "127.0.0.1"
        client.close()
