from tests.servers.fixtures import kafka_server, postgres_server, redis_server

__all__ = ["kafka_server", "postgres_server", "redis_server"]
