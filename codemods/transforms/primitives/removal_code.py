"""Fixtures that own a thing on a server, and functions that remove it, as they are written."""

from codemods.suite.model import Import

GIVES = '''\
@pytest.fixture(scope="session")
def {name}(namespace):
    """The name of a {noun} that only this worker uses."""
    return f"{pattern}"
'''
OWNS = '''\
@pytest.fixture(scope="session")
def {name}(namespace):
    """The name of a {noun} that only this worker uses."""
    yield f"{pattern}"
    {remover}(namespace)
'''
DROPS = {
    "asyncpg": """\
def {remover}(namespace):
    async def drop():
        server = await {connect}
        await server.execute(f"DROP {thing} IF EXISTS {pattern}{force}")
        await server.close()

    asyncio.run(drop())


""",
    "psycopg": """\
def {remover}(namespace):
    with {connect} as server:
        server.execute(f"DROP {thing} IF EXISTS {pattern}{force}")


""",
    "psycopg2": """\
def {remover}(namespace):
    server = {connect}
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP {thing} IF EXISTS {pattern}{force}")
    server.close()


""",
    "sqlalchemy": """\
def {remover}(namespace):
    server = {connect}
    with server.connect() as connection:
        connection.execute(text(f"DROP {thing} IF EXISTS {pattern}{force}"))
    server.dispose()


""",
}
DELETES = {
    "confluent_kafka": '''\
def {remover}(namespace):
    """Delete the topic of a worker, if the broker lets it."""
    admin = AdminClient({{"bootstrap.servers": {servers}}})
    deleted = admin.delete_topics([f"{pattern}"], request_timeout=5)
    wait(deleted.values())


''',
    "aiokafka": '''\
def {remover}(namespace):
    """Delete the topic of a worker, if the broker lets it."""

    async def delete():
        admin = AIOKafkaAdminClient(bootstrap_servers={servers})
        await admin.start()
        try:
            await admin.delete_topics([f"{pattern}"], timeout_ms=5000)
        finally:
            await admin.close()

    with suppress(KafkaError):
        asyncio.run(delete())


''',
    "kafka": '''\
def {remover}(namespace):
    """Delete the topic of a worker, if the broker lets it."""
    with suppress(KafkaError):
        admin = KafkaAdminClient(bootstrap_servers={servers})
        admin.delete_topics([f"{pattern}"], timeout_ms=5000)
        admin.close()


''',
}
MAKES = '''\
@pytest.fixture(scope="session")
def {name}(namespace):
    """The name of a topic that only this worker uses."""
    name = f"{pattern}"
    with suppress(KafkaException):  # whoever connects sees what is wrong
        admin = AdminClient({{"bootstrap.servers": {servers}}})
        admin.list_topics(name, timeout=10)  # lets the broker make it
    yield name
    {remover}(namespace)
'''
IMPORTS: dict[str, tuple[tuple[str, Import], ...]] = {
    "asyncpg": (("asyncio", Import("asyncio")),),
    "sqlalchemy": (("text", Import("sqlalchemy", "text")),),
    "confluent_kafka": (
        ("AdminClient", Import("confluent_kafka.admin", "AdminClient")),
        ("wait", Import("concurrent.futures", "wait")),
    ),
    "aiokafka": (
        ("AIOKafkaAdminClient", Import("aiokafka.admin", "AIOKafkaAdminClient")),
        ("KafkaError", Import("aiokafka.errors", "KafkaError")),
        ("asyncio", Import("asyncio")),
        ("suppress", Import("contextlib", "suppress")),
    ),
    "kafka": (
        ("KafkaAdminClient", Import("kafka", "KafkaAdminClient")),
        ("KafkaError", Import("kafka.errors", "KafkaError")),
        ("suppress", Import("contextlib", "suppress")),
    ),
}


WAITING = (
    ("KafkaException", Import("confluent_kafka", "KafkaException")),
    ("suppress", Import("contextlib", "suppress")),
)
