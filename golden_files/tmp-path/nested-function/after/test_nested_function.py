import threading


def test_thread(tmp_path):
    status = tmp_path / "nested-function.status"

    def work():
        with open(status, "w") as f:
            f.write("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with open(status) as f:
        assert f.read() == "done"


def test_factory(tmp_path):
    def name(n):
        return tmp_path / ("nested-function-%d.txt" % n)

    for n in range(2):
        with open(name(n), "w") as f:
            f.write(str(n))
    assert open(name(1)).read() == "1"
