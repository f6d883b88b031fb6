import os


def test_twice():
    calls = []
    calls.append(1); open("/tmp/statement-shares-line.txt", "w").close()
    assert os.path.exists("/tmp/statement-shares-line.txt")
    os.remove("/tmp/statement-shares-line.txt")
    assert calls == [1]
