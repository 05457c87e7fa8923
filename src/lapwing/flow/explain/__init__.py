"""Explanations: for one value of a reading the words, the candidates, the rule that chose, and what would have changed it.

A reading keeps none of this. The document is read again (readings are deterministic), and the rules are asked once more
for the one value; "what would have changed it" is found by asking them with one thing taken away or put differently.
"""
