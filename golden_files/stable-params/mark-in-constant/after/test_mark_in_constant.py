import pytest

parametrize = pytest.mark.parametrize
all_units = parametrize("unit", ["mm", "cm", "km"])


@all_units
def test_unit(unit):
    assert unit.endswith("m")


@all_units
@parametrize("factor", ["one", "ten"])
def test_factor(unit, factor):
    assert unit and factor
