"""Whether two texts say the same: a lexicon learnt from pairs of segments, and what it leaves unexplained."""
