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
def test_write(tmp_path):
    decorator_wraps_path = tmp_path / "decorator-wraps.txt"
    with open(decorator_wraps_path, "w") as f:
        f.write("ok")
    assert os.path.exists(decorator_wraps_path)
