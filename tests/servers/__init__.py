"""Real servers for tests: Redis, PostgreSQL and a Kafka broker, from wheels and without root.

``running`` starts servers for one block; the fixtures in ``fixtures`` share one of each between
all workers of a run. Every server has a keeper, a process that ends it when nobody needs it.
"""
