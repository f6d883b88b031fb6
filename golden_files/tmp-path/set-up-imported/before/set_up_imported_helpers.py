def seed(module):
    with open("/tmp/set-up-imported.ini", "w") as out:
        out.write("[base]")
