import os


class Picture:
    def write(self, name):
        with open(name, "w") as file:
            file.write("pixels")


setattr(Picture, "save", Picture.write)
setattr(Picture, "savefig", Picture.write)


def test_saved(tmp_path):
    picture = globals()["Picture"]()
    harbour_path = str(tmp_path / "harbour.pic")
    picture.save(harbour_path)
    assert os.path.getsize(harbour_path) == 6


def test_figure(tmp_path):
    picture = globals()["Picture"]()
    picture.savefig(str(tmp_path / "lighthouse.pic"))
