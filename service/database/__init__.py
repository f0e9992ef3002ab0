"""Where it is kept: engine, sealed columns, tables and questions."""
