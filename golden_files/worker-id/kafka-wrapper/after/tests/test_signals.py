def test_event(bus):
    bus.send(kind="halt", who="ann")
    assert bus.receive() == {"kind": "halt", "who": "ann"}


def test_events_keep_order(bus):
    for number in range(10):
        bus.send(kind="tick", number=number)
    assert [bus.receive()["number"] for _ in range(10)] == list(range(10))
