import pytest

PLANETS = {"mercury", "venus", "mars"}
MOONS = frozenset({"io", "europa", "ganymede"})


@pytest.mark.parametrize("planet", sorted(PLANETS))
def test_planet(planet):
    assert planet in PLANETS


@pytest.mark.parametrize("moon", sorted(MOONS))
def test_moon(moon):
    assert moon in MOONS


@pytest.mark.parametrize("moon", tuple(sorted(MOONS)) + ("titan",))
def test_every_moon(moon):
    assert moon.islower()


@pytest.mark.parametrize("body", [*sorted(PLANETS), *sorted(MOONS), "sun"])
def test_body(body):
    assert body.islower()
