"""One inspection and what its documents say: frozen pydantic models, no input or output."""
