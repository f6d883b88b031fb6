import logging

log = logging.getLogger("wl.modules")
log.addHandler(logging.FileHandler("wl_modules.log"))


def test_first():
    log.warning("first")
