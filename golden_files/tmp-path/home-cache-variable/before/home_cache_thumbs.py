import hashlib
import os
import pathlib


def cache_dir():
    default = os.path.join(os.path.expanduser("~"), ".cache", "home-cache-thumbs")
    return pathlib.Path(os.environ.get("HOME_CACHE_THUMBS_DIR", default))


def thumbnail(picture: bytes) -> pathlib.Path:
    target = cache_dir() / (hashlib.md5(picture).hexdigest() + ".thumb")
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture[:4])
    return target


def purge() -> int:
    thumbs = list(cache_dir().glob("*.thumb"))
    for thumb in thumbs:
        thumb.unlink()
    return len(thumbs)
