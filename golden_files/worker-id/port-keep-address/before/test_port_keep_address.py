import socket

HOST = "127.0.0.1"
ADDRESS = (HOST, 21017)


def test_connect():
    with socket.create_server(ADDRESS):
        socket.create_connection(ADDRESS).close()
