import logging

NAME = "wl_%s.log"

handler = logging.FileHandler(NAME % "pattern")
