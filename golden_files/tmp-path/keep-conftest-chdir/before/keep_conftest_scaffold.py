import os


def scaffold(name):
    os.makedirs(os.path.join(name, "src"))
    with open(os.path.join(name, "README"), "w") as f:
        f.write(name.title() + "\n")
    with open("scaffold.log", "a") as f:
        f.write(name + "\n")
