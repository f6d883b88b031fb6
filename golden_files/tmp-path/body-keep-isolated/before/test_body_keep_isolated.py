import contextlib
import os
import tempfile


@contextlib.contextmanager
def isolated_filesystem():
    cwd = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(cwd)


def test_input_file():
    with isolated_filesystem():
        with open("orders.txt", "w") as f:
            f.write("3 bolts\n")
        with open("orders.txt") as f:
            assert f.read() == "3 bolts\n"


def test_output_folder():
    with isolated_filesystem() as folder:
        os.makedirs("out/pdf")
        open("out/pdf/order-1.pdf", "wb").close()
        assert os.path.isfile(os.path.join(folder, "out", "pdf", "order-1.pdf"))
