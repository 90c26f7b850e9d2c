"""According to whom: quotations, reporting words, speakers, and what they vouch for."""
