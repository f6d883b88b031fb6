import logging

handler = logging.FileHandler("wl_read_back.log", mode="w")
logging.getLogger("read_back").addHandler(handler)
