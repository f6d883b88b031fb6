import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from herbarium.models import Plant


def test_add(session):
    session.add(Plant(name="sorrel"))
    session.commit()
    assert session.scalars(select(Plant.name)).all() == ["sorrel"]


def test_unique(session):
    session.add_all([Plant(name="sorrel"), Plant(name="sorrel")])
    with pytest.raises(IntegrityError):
        session.commit()


def test_many(session):
    session.add_all(Plant(name=f"fern {number}") for number in range(60))
    session.commit()
    assert session.scalar(select(func.count(Plant.id))) == 60
