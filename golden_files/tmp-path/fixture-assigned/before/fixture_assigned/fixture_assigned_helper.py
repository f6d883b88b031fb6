def seed():
    with open("/tmp/fixture-assigned.ini", "w") as out:
        out.write("[base]")
