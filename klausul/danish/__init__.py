"""Danish language tools: tokens, compounds, sentences, quantities, spelling, references."""
