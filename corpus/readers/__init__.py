"""One file per format: the bytes of a file -> its text, and what of it is known for certain."""
