"""One file for each family of messages; the page's name is the file's, with `-` for `_`."""
