import atexit
import os
import shutil
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


HYPOTHESIS_GIVEN_PATH = os.path.join(TMP_DIR, "hypothesis-given.bin")


@settings(max_examples=5, deadline=None, database=None)
@given(st.binary())
def test_round_trip(data):
    with open(HYPOTHESIS_GIVEN_PATH, "wb") as f:
        f.write(data)
    with open(HYPOTHESIS_GIVEN_PATH, "rb") as f:
        assert f.read() == data
    os.remove(HYPOTHESIS_GIVEN_PATH)
