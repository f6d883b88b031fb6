import socket
import threading


def echo(listener):
    connection, _ = listener.accept()
    with connection:
        connection.sendall(connection.recv(1024))


def test_echo():
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 21510))
    listener.listen()
    threading.Thread(target=echo, args=(listener,), daemon=True).start()
    client = socket.create_connection(("127.0.0.1", 21510), timeout=5)
    client.sendall(b"ping")
    assert client.recv(1024) == b"ping"
    assert client.getpeername() == ("127.0.0.1", 21510)
    client.close()
    listener.close()


def test_datagram():
    port = 21511
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", port))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"pong", ("127.0.0.1", port))
        assert receiver.recv(16) == b"pong"
