class EmptyKeeper:
    def __init__(self, name):
        self.name = name

    def save(self, filename=None):
        with open(filename or "%s.empty" % self.name, "w") as file:
            file.write("a jar")
