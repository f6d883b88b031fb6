class ErrandQueue:
    PENDING = "errands:pending"

    def __init__(self, client):
        self.client = client

    def put(self, errand):
        self.client.rpush(self.PENDING, errand)

    def take(self):
        return self.client.lpop(self.PENDING)

    def __len__(self):
        return self.client.llen(self.PENDING)
