def export(path, rows):
    with open(path, "w") as stream:
        for row in rows:
            print(row, file=stream)
    print("exported", len(rows))
