import os

DEFAULT_NAME = "keep_helper_invoice.txt"


def invoice_path(folder, name=DEFAULT_NAME):
    return os.path.join(str(folder), name)


def make_invoice(folder, total, name=DEFAULT_NAME):
    path = invoice_path(folder, name)
    with open(path, "w") as f:
        f.write("total: %d\n" % total)
    return path
