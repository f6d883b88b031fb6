"""xdistify: finds what the tests of a pytest suite share, and takes it apart, reversibly."""

__version__ = "0.1.0"
