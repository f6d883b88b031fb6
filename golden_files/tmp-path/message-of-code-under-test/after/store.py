import os


class Store:
    def __init__(self, path):
        self.path = path
        if os.path.exists(self.path) and not os.path.isdir(self.path):
            raise ValueError('"%s" is not a folder' % path)
        os.makedirs(self.path, exist_ok=True)

    def put(self, name):
        with open(os.path.join(self.path, name), "w") as file:
            file.write("ok")
