"""How many: numbers, amounts, and whom they count."""
