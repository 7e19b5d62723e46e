import os


def names(paths):
    return [os.path.basename(path) for path in paths]
