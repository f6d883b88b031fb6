import os
import shutil


def crop(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            crop(path)
        else:
            os.remove(path)
    shutil.rmtree(folder)
