class Settings:
    def __lshift__(self, section):
        with open("/tmp/helper-operator.ini", "w") as out:
            out.write(f"[{section}]")
