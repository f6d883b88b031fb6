import os


class Picture:
    def write(self, name):
        with open(name, "w") as file:
            file.write("pixels")


setattr(Picture, "save", Picture.write)
setattr(Picture, "savefig", Picture.write)


def test_saved():
    picture = globals()["Picture"]()
    picture.save("harbour.pic")
    assert os.path.getsize("harbour.pic") == 6
    os.remove("harbour.pic")


def test_figure():
    picture = globals()["Picture"]()
    picture.savefig("lighthouse.pic")
