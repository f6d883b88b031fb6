import logging


def test_read_back():
    logging.getLogger("read_back").warning("noted")
    with open("wl_read_back.log") as log:
        assert "noted" in log.read()
