"""What is wrong in a document, found by rules that each quote what they say."""
