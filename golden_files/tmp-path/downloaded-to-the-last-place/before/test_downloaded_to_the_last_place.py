from moving_objects import Mover


class Client:
    fetched = 0


def download_file(self, bucket, key, place):
    Client.fetched += 1


setattr(Client, "download_file", download_file)


def client():
    return globals()["Client"]()


def test_an_object_is_moved():
    sink = []
    Mover(client(), "incoming/ORDERS.csv").move(sink)
    assert sink == ["incoming/ORDERS.csv"]
    assert Client.fetched


def test_an_object_is_moved_twice():
    sink = []
    mover = Mover(client(), "incoming/ORDERS.csv")
    mover.move(sink)
    mover.move(sink)
    assert len(sink) == 2
