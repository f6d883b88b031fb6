def test_pieces():
    path = (
        # where the code under test looks
        "/tmp/"
        "xdistify-pieces.txt"  # its name
    )
    with open("/tmp/"  # the folder
              "xdistify-pieces.txt", "w") as stream:
        stream.write(path)
