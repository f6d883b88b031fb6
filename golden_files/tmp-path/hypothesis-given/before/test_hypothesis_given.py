import os

from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=5, deadline=None, database=None)
@given(st.binary())
def test_round_trip(data):
    with open("/tmp/hypothesis-given.bin", "wb") as f:
        f.write(data)
    with open("/tmp/hypothesis-given.bin", "rb") as f:
        assert f.read() == data
    os.remove("/tmp/hypothesis-given.bin")
