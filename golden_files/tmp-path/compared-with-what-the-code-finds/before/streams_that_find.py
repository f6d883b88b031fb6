import hashlib
import os
import tempfile


class Stream:
    def __init__(self, remote):
        name = hashlib.sha1(remote.encode()).hexdigest()
        self.local = os.path.join(tempfile.gettempdir(), name, "found-stream")
