from home_cache_thumbs import purge, thumbnail


def test_thumbnail():
    thumb = thumbnail(b"GIF89a...")
    assert thumb.read_bytes() == b"GIF8"
    purge()


def test_same_picture():
    assert thumbnail(b"GIF89a...") == thumbnail(b"GIF89a...")
    assert purge() == 1


def test_two_pictures():
    thumbnail(b"GIF89a...")
    thumbnail(b"\x89PNG...")
    assert purge() == 2


def test_purge_nothing():
    assert purge() == 0
