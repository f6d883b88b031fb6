import tempfile


class Mover:
    def __init__(self, client, key):
        self.client = client
        self.key = key

    def move(self, sink):
        with tempfile.NamedTemporaryFile("w") as file:
            self.client.download_file("bucket", self.key, file.name)
            sink.append(self.key)
