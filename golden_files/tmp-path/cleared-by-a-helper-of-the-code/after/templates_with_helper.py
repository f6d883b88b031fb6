import shutil


def rmtree(path):
    shutil.rmtree(path)
