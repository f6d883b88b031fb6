import filelock

LOCK = filelock.FileLock("unused.lock")
