"""The page of legal staff: what its form brings, and what it is given to show."""
