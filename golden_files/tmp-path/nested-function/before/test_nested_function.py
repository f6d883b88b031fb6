import os
import threading

STATUS = "/tmp/nested-function.status"


def test_thread():
    def work():
        with open(STATUS, "w") as f:
            f.write("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with open(STATUS) as f:
        assert f.read() == "done"
    os.remove(STATUS)


def test_factory():
    def name(n):
        return "/tmp/nested-function-%d.txt" % n

    for n in range(2):
        with open(name(n), "w") as f:
            f.write(str(n))
    assert open(name(1)).read() == "1"
