def print_to(filename, *lines):
    with open(filename, "w") as f:
        f.write("%!\n")
        for line in lines:
            f.write("(%s) show\n" % line)
