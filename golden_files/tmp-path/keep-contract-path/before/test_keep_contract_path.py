import os

import pytest
from keep_contract_agent import Agent

PIDFILE = "/tmp/keep-contract-agent.pid"


@pytest.fixture
def agent():
    agent = Agent()
    agent.start()
    yield agent
    if os.path.exists(PIDFILE):
        os.remove(PIDFILE)


def test_pidfile(agent):
    with open(PIDFILE) as f:
        assert int(f.read()) == os.getpid()


def test_stop(agent):
    agent.stop()
    assert not os.path.exists(PIDFILE)
