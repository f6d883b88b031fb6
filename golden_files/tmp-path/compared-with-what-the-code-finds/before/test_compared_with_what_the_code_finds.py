import hashlib
import os
import shutil
import tempfile

from streams_that_find import Stream


def test_the_local_folder():
    remote = "remote-stream"
    name = hashlib.sha1(remote.encode()).hexdigest()
    local = os.path.join(tempfile.gettempdir(), name, "found-stream")
    shutil.rmtree(local, ignore_errors=True)
    stream = globals()["Stream"](remote)
    assert local == stream.local
    shutil.rmtree(local, ignore_errors=True)
