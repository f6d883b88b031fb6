"""Review: fixes in, decisions out. Nothing here writes to the suite; applying comes after."""
