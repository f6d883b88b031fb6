class Broker:
    def __init__(self):
        self.tokens = {}

    def put(self, name):
        self.tokens[name] = 1

    def has(self, name):
        return name in self.tokens


setattr(Broker, "write_token", Broker.put)
setattr(Broker, "load_token", Broker.has)


def test_token():
    role = "rn:cloud:users::4711:role/reader"
    broker = globals()["Broker"]()
    broker.write_token(role)
    assert broker.load_token(role)
