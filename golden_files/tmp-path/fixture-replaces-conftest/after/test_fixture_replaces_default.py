import os


def test_send(send, outbox):
    send("ann", "hello")
    assert os.listdir(outbox) == ["ann"]


def test_send_twice(send, outbox):
    send("ann", "hello")
    send("ann", "bye")
    with open(os.path.join(outbox, "ann")) as f:
        assert f.read() == "hello\nbye\n"
