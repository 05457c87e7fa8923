"""What a user adds to the lexicon: countries of GeoNames, actors of FollowTheMoney, kept in the data folder."""
