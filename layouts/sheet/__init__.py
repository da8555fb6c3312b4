"""The meeting sheet: two sides of A4 on one place, out of the same figures as its page; and reports made of sheets."""
