"""Making the bundled encoder, step by step; ``python -m training --help`` lists the steps."""
