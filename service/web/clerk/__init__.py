"""The clerk's page: what a form brings, what is in a file, and the documents made of it."""
