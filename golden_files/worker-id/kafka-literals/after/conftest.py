import os
import uuid
from concurrent.futures import wait

import pytest
from confluent_kafka.admin import AdminClient

BOOTSTRAP = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


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


@pytest.fixture(scope="session")
def group(namespace):
    """The name of a group that only this worker uses."""
    return f"ferry-desk_{namespace}"


def delete_topic(namespace):
    """Delete the topic of a worker, if the broker lets it."""
    admin = AdminClient({"bootstrap.servers": BOOTSTRAP})
    deleted = admin.delete_topics([f"ferry-bookings_{namespace}"], request_timeout=5)
    wait(deleted.values())


@pytest.fixture(scope="session")
def topic(namespace):
    """The name of a topic that only this worker uses."""
    yield f"ferry-bookings_{namespace}"
    delete_topic(namespace)


CRASH_CLEANERS.append(delete_topic)
