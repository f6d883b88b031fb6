LOG = "/tmp/sd-changes.log"


def test_start():
    with open(LOG, "w") as log:
        log.write("start\n")


def test_check():
    with open(LOG) as log:
        assert log.read() == "start\n"


def test_more():
    with open(LOG, "a") as log:
        log.write("more\n")
    with open(LOG) as log:
        assert log.read() == "start\nmore\n"
