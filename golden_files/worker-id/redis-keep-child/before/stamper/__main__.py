import os

import redis

client = redis.Redis(os.environ["REDIS_HOST"], int(os.environ["REDIS_PORT"]))
queue = os.environ["STAMP_QUEUE"]
stamped = 0
while client.lpop(queue) is not None:
    stamped += 1
print(stamped)
