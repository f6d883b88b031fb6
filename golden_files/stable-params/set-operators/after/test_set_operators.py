import pytest

KNOWN = {"json", "yaml", "toml"}
READERS = {"json": len, "yaml": len, "ini": len}

pytestmark = pytest.mark.parametrize("style", sorted(KNOWN | {"xml"}))


@pytest.mark.parametrize("kind", sorted(KNOWN - {"toml"}))
def test_difference(kind, style):
    assert kind != "toml"


@pytest.mark.parametrize("kind", sorted(READERS.keys() - KNOWN - {"csv"}))
def test_keys(kind, style):
    assert kind == "ini"


@pytest.mark.parametrize("kind", sorted(KNOWN & READERS.keys()))
def test_both(kind, style):
    assert kind in READERS


@pytest.mark.parametrize("other", sorted(KNOWN.union(["csv"])))
class TestUnion:
    def test_method(self, other, style):
        assert other in KNOWN or other == "csv"
