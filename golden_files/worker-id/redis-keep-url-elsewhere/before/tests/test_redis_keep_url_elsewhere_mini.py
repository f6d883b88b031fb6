def test_set(raw, mini):
    assert mini("SET", "a", 1) == b"+OK\r\n"
    assert raw.get("a") == b"1"


def test_get(raw, mini):
    raw.set("b", 2)
    assert b"2" in mini("GET", "b")
    assert raw.dbsize() == 1
