class Pool:
    def __init__(self):
        self.hosts = []


setattr(Pool, "enter", lambda pool, host: pool.hosts.append(host))
POOL = globals()["Pool"]()


def pytest_sessionstart(session):
    POOL.enter("host:8563")
    POOL.enter("host:8563")
    POOL.enter("host:8563")
    POOL.enter("host:8563")


def pytest_sessionfinish(session):
    POOL.enter("host:8563")
    assert POOL.hosts
