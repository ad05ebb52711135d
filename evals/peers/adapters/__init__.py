"""One module a stack; each imports its library inside the functions that need it."""
