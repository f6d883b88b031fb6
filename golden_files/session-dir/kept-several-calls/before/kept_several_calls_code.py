def ready():
    return True


def save(path, text):
    with open(path, "w") as stream:
        return stream.write(text)
