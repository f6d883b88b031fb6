import redis


def allowed(key, host, port, db=0):
    client = redis.Redis(host=host, port=port, db=db)
    return client.incr(key) <= 2
