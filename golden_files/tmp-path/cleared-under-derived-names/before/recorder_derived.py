from pathlib import Path

FORMATS = {}


class Sound:
    def place(self, shelf, title):
        return Path(f"{shelf}_derived", f"{title}.mp3")


FORMATS["mp3"] = Sound


def record(title, kind="mp3"):
    place = FORMATS[kind]().place(shelf="tapes", title=title)
    place.write_text(title)
    place.with_name(f"{place.name}.log").write_text("done")
    return len(title)
