"""What importers share: archives with their names, encodings, workbooks, and where a layer comes from."""
