LOG = "/tmp/sd-events.log"


def test_start():
    with open(LOG, "w") as log:
        log.write("start\n")


def test_more():
    with open(LOG, "a") as log:
        log.write("more\n")


def test_check():
    with open(LOG) as log:
        assert log.read().splitlines() == ["start", "more"]
