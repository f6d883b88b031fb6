import os
import uuid
from contextlib import suppress

import pytest
from kafka import KafkaAdminClient
from kafka.errors import KafkaError


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


def delete_thermometer_test_topic(namespace):
    """Delete the topic of a worker, if the broker lets it."""
    with suppress(KafkaError):
        admin = KafkaAdminClient(bootstrap_servers=os.environ["KAFKA_BOOTSTRAP"])
        admin.delete_topics([f"thermometer_test_{namespace}"], timeout_ms=5000)
        admin.close()


@pytest.fixture(scope="session")
def thermometer_test_topic(namespace):
    """The name of a topic that only this worker uses."""
    yield f"thermometer_test_{namespace}"
    delete_thermometer_test_topic(namespace)


CRASH_CLEANERS.append(delete_thermometer_test_topic)
