CACHE = "/tmp/const-star-cache"
SUFFIX = ".cached"
LIMIT = 2
