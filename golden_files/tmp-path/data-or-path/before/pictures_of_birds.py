def load(picture):
    """A picture: its bytes, or the path of its file."""
    if picture[0:2] == b"\xff\xd8":
        return picture
    if picture[:4] in (b"RIFF", b"WEBP"):
        return picture
    with open(picture, "rb") as file:
        return file.read()


def ring(picture, target=None):
    """Add a ring to a picture, in its own file unless another one is named."""
    data = load(picture) + b"ring"
    if target:
        with open(target, "wb") as file:
            file.write(data)
    elif picture[0:2] != b"\xff\xd8":
        with open(picture, "wb") as file:
            file.write(data)
