"""Vietnamese as text: pure functions of str, int, Decimal, date."""
