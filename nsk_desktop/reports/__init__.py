"""Documents: PDF pages and charts. Rows go in, a file comes out; nothing here reads a store."""
