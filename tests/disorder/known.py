"""What is known not to hold yet. Empty is how it should be: whoever mends one takes its line away."""

NOT_YET = {}
