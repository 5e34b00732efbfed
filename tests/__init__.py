"""The tests; a package of its own, for a library of theirs installs a folder of the same name."""
