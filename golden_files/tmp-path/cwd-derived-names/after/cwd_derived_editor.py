import os
import shutil
import zlib


def edit(filename, old, new):
    """Replace in place; keep a backup and a checksum next to the file."""
    stem, ext = os.path.splitext(filename)
    shutil.copy(filename, stem + ".orig" + ext)
    with open(filename) as f:
        text = f.read().replace(old, new)
    with open(filename, "w") as f:
        f.write(text)
    with open(stem + ".crc", "w") as f:
        f.write("%08x" % zlib.crc32(text.encode()))
