import pytest

SKIPPED = {"beta", "gamma"}


@pytest.mark.parametrize("name", [n for n in ("alpha", "beta", "delta") if n not in SKIPPED])
def test_name(name):
    assert name not in SKIPPED


@pytest.mark.parametrize("count", range(len(SKIPPED)))
def test_count(count):
    assert count < 2


@pytest.mark.parametrize("allowed", [{"a", "b"}, frozenset("xy")])
def test_value(allowed):
    assert len(allowed) == 2
