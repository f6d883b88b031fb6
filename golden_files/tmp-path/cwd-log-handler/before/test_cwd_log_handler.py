from pathlib import Path

import pytest
from cwd_log_service import Service, tail


def setup_function():
    Path("cwd_log_service.log").unlink(missing_ok=True)


def teardown_function():
    Path("cwd_log_service.log").unlink(missing_ok=True)


def test_no_log_before():
    assert not Path("cwd_log_service.log").exists()


def test_up_and_down():
    with Service():
        pass
    assert tail() == ["up", "down"]


@pytest.mark.parametrize("n", [0, 2])
def test_work(n):
    with Service() as service:
        for i in range(n):
            service.work(i)
    assert len(tail()) == n + 2
