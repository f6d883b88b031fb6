import pytest

import fixture_assigned_helper

settings = pytest.fixture(autouse=True)(fixture_assigned_helper.seed)
