import functools
import os

import pytest


def retried(times):
    def decorate(test):
        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return test(*args, **kwargs)
                except OSError:
                    if attempt == times - 1:
                        raise

        return wrapper

    return decorate


@retried(times=2)
@pytest.mark.filterwarnings("ignore")
def test_write():
    with open("/tmp/decorator-wraps.txt", "w") as f:
        f.write("ok")
    assert os.path.exists("/tmp/decorator-wraps.txt")
