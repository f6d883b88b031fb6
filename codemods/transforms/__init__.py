"""Transforms: from a hazard to a fix, or to the reason why not. They read and write no files."""
