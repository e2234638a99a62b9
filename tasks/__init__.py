"""One module a stage: read the deps, call the library, write the outs."""
