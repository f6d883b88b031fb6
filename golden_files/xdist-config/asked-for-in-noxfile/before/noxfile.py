def tests(session):
    session.run("pytest", "-n", "auto", "--dist", "loadgroup")
