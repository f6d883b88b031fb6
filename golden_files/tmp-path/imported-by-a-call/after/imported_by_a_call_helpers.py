def seed():
    with open("imported_by_a_call.txt", "w") as out:
        out.write("[base]")
