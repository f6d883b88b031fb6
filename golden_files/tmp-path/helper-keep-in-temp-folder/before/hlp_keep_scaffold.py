import os


def scaffold(name):
    os.mkdir(name)
    with open(os.path.join(name, "README"), "w") as f:
        f.write(name.title())
    open("scaffold.log", "w").close()
