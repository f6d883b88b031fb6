def write():
    with open("testcase_reads_data.out", "w") as f:
        f.write("x")
