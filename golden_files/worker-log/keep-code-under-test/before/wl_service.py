import logging

handler = logging.FileHandler("wl_service.log")
logger = logging.getLogger("wl_service")
logger.addHandler(handler)
