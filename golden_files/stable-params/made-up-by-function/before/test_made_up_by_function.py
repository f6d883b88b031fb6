import uuid

import pytest


@pytest.mark.parametrize("key", [uuid.uuid4(), uuid.uuid4()], ids=str)
def test_key(key):
    assert key.version == 4
