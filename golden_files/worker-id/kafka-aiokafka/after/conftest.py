import asyncio
import os
import uuid
from contextlib import suppress

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

SERVERS = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = "".join(filter(str.isalnum, run)).lower()
    return f"{run[-8:]}_{worker}"


@pytest.fixture(scope="session")
def namespace():
    """A part of the names of this worker: letters, digits and a "_"."""
    run = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return namespace_of(run, worker)


CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given["testrunuid"], given["workerid"])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def delete_footsteps_test_topic(namespace):
    """Delete the topic of a worker, if the broker lets it."""

    async def delete():
        admin = AIOKafkaAdminClient(bootstrap_servers=SERVERS)
        await admin.start()
        try:
            await admin.delete_topics([f"footsteps-test_{namespace}"], timeout_ms=5000)
        finally:
            await admin.close()

    with suppress(KafkaError):
        asyncio.run(delete())


@pytest.fixture(scope="session")
def footsteps_test_topic(namespace):
    """The name of a topic that only this worker uses."""
    yield f"footsteps-test_{namespace}"
    delete_footsteps_test_topic(namespace)


CRASH_CLEANERS.append(delete_footsteps_test_topic)
