import pytest


@pytest.mark.parametrize("name", ["read", "write"])
class TestModes:
    def test_is_known(self, name):
        assert name in ("read", "write")

    class TestInside:
        def test_is_short(self, name):
            assert len(name) < 6


@pytest.mark.parametrize("colour", ["red", "blue"])
class Colours:
    def test_colour(self, colour):
        assert colour


class TestOfScreen(Colours):
    pass


class TestMarked:
    pytestmark = [pytest.mark.parametrize("unit", ["mm", "inch"])]

    def test_unit(self, unit):
        assert unit
