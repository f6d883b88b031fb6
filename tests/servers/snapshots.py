"""All that has a name on a server, so that two of them show what a run has left behind."""

from collections.abc import Callable, Mapping

from tests.servers.model import Server


def snapshot(servers: Mapping[str, Server]) -> set[str]:
    """Everything with a name on these servers, each with the kind of thing it is."""
    return {f"{name}: {thing}" for name, server in servers.items() for thing in _LOOK[name](server)}


def _redis(server: Server) -> set[str]:
    import redis

    found = set()
    client = redis.Redis(host=server.host, port=server.port)
    for index in (int(name.removeprefix("db")) for name in client.info("keyspace")):
        with redis.Redis(host=server.host, port=server.port, db=index) as database:
            for key in database.scan_iter():
                found.add(f"key {key!r} in database {index}")
    client.close()
    return found


_DATABASES = "SELECT datname FROM pg_database WHERE datallowconn"
_IN_CLUSTER = """
    SELECT 'database ' || datname FROM pg_database
    UNION SELECT 'role ' || rolname FROM pg_roles
    UNION SELECT 'tablespace ' || spcname FROM pg_tablespace
    UNION SELECT 'replication slot ' || slot_name FROM pg_replication_slots
    UNION SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts
"""
_IN_DATABASE = """
    SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
    UNION SELECT 'relation ' || relnamespace::regnamespace || '.' || relname FROM pg_class
        WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION SELECT 'function ' || pronamespace::regnamespace || '.' || proname FROM pg_proc
        WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION SELECT 'type ' || typnamespace::regnamespace || '.' || typname FROM pg_type
        WHERE typnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION SELECT 'extension ' || extname FROM pg_extension
"""
_ROWS = "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE "
_ROWS += "schemaname !~ '^(pg_|information_schema)'"


def _postgres(server: Server) -> set[str]:
    import psycopg

    def connect(database: str) -> "psycopg.Connection[tuple[str]]":
        return psycopg.connect(
            dbname=database,
            host=server.host,
            port=server.port,
            user=server.environment["PGUSER"],
            password=server.environment["PGPASSWORD"],
        )

    with connect("postgres") as connection:
        found = {row[0] for row in connection.execute(_IN_CLUSTER)}
        databases = [row[0] for row in connection.execute(_DATABASES) if row[0] != "template1"]
    for database in databases:
        with connect(database) as connection:
            names = {row[0] for row in connection.execute(_IN_DATABASE)}
            for (table,) in connection.execute(_ROWS).fetchall():
                (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
                names.add(f"{count} rows in {table}")
            found |= {f"{name} in database {database}" for name in names}
    return found


def _kafka(server: Server) -> set[str]:
    from confluent_kafka.admin import AdminClient

    client = AdminClient({"bootstrap.servers": server.environment["KAFKA_BOOTSTRAP"]})
    return {f"topic {topic}" for topic in client.list_topics(timeout=30).topics}


_LOOK: dict[str, Callable[[Server], set[str]]] = {
    "kafka": _kafka,
    "postgres": _postgres,
    "redis": _redis,
}
