LOG = "/tmp/sd-stages.log"


def test_start():
    with open(LOG, "w") as log:
        log.write("start\n")
    with open(LOG) as log:
        assert len(log.readlines()) == 1


def test_more():
    with open(LOG, "a") as log:
        log.write("more\n")
    with open(LOG) as log:
        assert len(log.readlines()) == 2


def test_check():
    with open(LOG) as log:
        assert log.read().splitlines() == ["start", "more"]
