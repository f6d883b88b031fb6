import os


class Keeper:
    def __init__(self, content, name):
        self.content = content
        self.name = name

    def _names(self, ending, filename):
        if filename:
            final = filename
            filename = final + "-2"
        else:
            filename = "%s-2.%s" % (self.name, ending)
            final = "%s.%s" % (self.name, ending)
        return final, filename

    def save(self, style="plain", filename=None):
        ending = "kes" if style == "source" else "kep"
        final, draft = self._names(ending, filename)
        with open(draft, "w") as file:
            file.write(self.content)
        os.rename(draft, final)


def load(name, style):
    mode = "r"
    if style == "binary":
        mode = "rb"
    file = open(name, mode)
    try:
        return file.read()
    finally:
        file.close()
