import pytest

PLANETS = {"mercury", "venus", "mars"}
MOONS = frozenset({"io", "europa", "ganymede"})


@pytest.mark.parametrize("planet", PLANETS)
def test_planet(planet):
    assert planet in PLANETS


@pytest.mark.parametrize("moon", list(MOONS))
def test_moon(moon):
    assert moon in MOONS


@pytest.mark.parametrize("moon", tuple(MOONS) + ("titan",))
def test_every_moon(moon):
    assert moon.islower()


@pytest.mark.parametrize("body", [*PLANETS, *MOONS, "sun"])
def test_body(body):
    assert body.islower()
