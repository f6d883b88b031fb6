class Recipes:
    def __init__(self, conn, cache):
        self.conn = conn
        self.cache = cache

    def write(self, title, body):
        self.conn.execute("INSERT INTO recipes VALUES (%s, %s)", (title, body))
        self.cache.delete(f"recipe:{title}")

    def read(self, title):
        body = self.cache.get(f"recipe:{title}")
        if body is None:
            query = "SELECT body FROM recipes WHERE title = %s"
            row = self.conn.execute(query, (title,)).fetchone()
            body = row and row[0]
            if body:
                self.cache.set(f"recipe:{title}", body)
        return body
