class Settings:
    def __lshift__(self, section):
        with open("/tmp/unseen-neighbour-other.txt", "w") as out:
            out.write(section)


def dump():
    with open("/tmp/unseen-neighbour.txt") as source:
        print(source.read())


def text(number):
    return "x" * number
