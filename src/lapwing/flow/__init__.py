"""The order of steps: a Document goes in, a Reading comes out."""
