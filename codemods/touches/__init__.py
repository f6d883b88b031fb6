"""What each test touches: one use of a named thing at one place, in the order of the run.

Reads the suite as an interpreter would, with strings and paths as the only values it knows. It
decides nothing: whether a touch is a hazard is for the next room.
"""
