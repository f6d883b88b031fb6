from typing import Iterator

import pytest


@pytest.fixture
def number() -> Iterator[int]:
    yield 1


@pytest.fixture
def name() -> str:
    return 'one'
