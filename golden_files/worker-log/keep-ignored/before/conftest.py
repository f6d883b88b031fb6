import logging

handler = logging.FileHandler("wl_ignored.log")  # xdistify: ignore[shared-log] one line
