import logging

logging.getLogger("viewer").addHandler(logging.FileHandler("wl_viewer.log"))
