import socket


def ring():
    with socket.create_server(("127.0.0.1", 21014)) as listener:
        return listener.getsockname()[1]
