import logging.handlers

worker = "the name is taken"
WORKER = worker
handler = logging.handlers.WatchedFileHandler('wl_support.log')
