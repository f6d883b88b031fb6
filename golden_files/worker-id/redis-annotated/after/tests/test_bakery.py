from redis import Redis


class TestBakery:
    def test_loaves(self, ledger: Redis) -> None:
        for _ in range(200):
            ledger.incr("loaves")
        assert ledger.get("loaves") == "200"

    def test_closed_on_sunday(self, ledger: Redis) -> None:
        assert ledger.get("loaves") is None
