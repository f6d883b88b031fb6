import os
import shutil
from tempfile import mkdtemp


class Place:
    def __init__(self):
        self.name = mkdtemp()

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        shutil.rmtree(self.name)


class InPlace(Place):
    def __enter__(self):
        self.before = os.getcwd()
        os.chdir(self.name)
        return super().__enter__()

    def __exit__(self, *error):
        os.chdir(self.before)
        super().__exit__(*error)
