import os


def rotate(folder, keep=2):
    names = sorted(os.listdir(folder))
    for name in names[:-keep]:
        os.unlink(os.path.join(folder, name))
    return names[:-keep]
