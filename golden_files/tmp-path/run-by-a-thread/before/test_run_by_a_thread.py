import threading


def work():
    with open("/tmp/run-by-a-thread.ini", "w") as out:
        out.write("[base]")


class Worker(threading.Thread):
    def run(self):
        with open("/tmp/run-by-a-thread.log", "w") as out:
            out.write("started")


def test_function():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with open("/tmp/run-by-a-thread.ini", "a") as out:
        out.write("x")
    with open("/tmp/run-by-a-thread.ini") as source:
        assert source.read() == "[base]x"


def test_method():
    worker = Worker()
    worker.start()
    worker.join()
    with open("/tmp/run-by-a-thread.log", "a") as out:
        out.write(", done")
    with open("/tmp/run-by-a-thread.log") as source:
        assert source.read() == "started, done"
