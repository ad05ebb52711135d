"""Other retrieval stacks over our clauses with our encoder, beside Klausul: an extra."""
