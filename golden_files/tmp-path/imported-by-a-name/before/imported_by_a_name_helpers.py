def seed():
    with open("/tmp/imported-by-a-name.txt", "w") as out:
        out.write("[base]")
