def writer(target, text):
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


WRITERS = {"text": globals()["writer"]}


def save_as(text, **options):
    return globals()["WRITERS"]["text"](options["dest_file_name"], text)


def unpack(archive_file):
    return globals()["len"](archive_file) if "len" in globals() else archive_file
