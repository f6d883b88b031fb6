def digest(name):
    with open("before_move_digest.log", "w") as file:
        file.write(name)


def digested():
    with open("before_move_digest.log") as file:
        return file.read()
