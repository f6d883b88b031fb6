SETTINGS = "/tmp/helper-on-import.ini"


def seed():
    with open(SETTINGS, "w") as out:
        out.write("[base]")


seed()
