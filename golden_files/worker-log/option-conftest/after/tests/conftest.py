import os
from typing import Iterator

import pytest


@pytest.fixture
def number() -> Iterator[int]:
    yield 1


@pytest.fixture
def name() -> str:
    return 'one'


def pytest_configure(config: pytest.Config) -> None:
    """Give each worker of pytest-xdist a log file of its own."""
    worker = os.environ.get('PYTEST_XDIST_WORKER')
    if worker and config.pluginmanager.hasplugin('logging'):
        log_file = config.option.log_file or config.getini('log_file')
        if log_file != os.devnull:
            root, ext = os.path.splitext(log_file)
            config.option.log_file = f'{root}_{worker}{ext}'
