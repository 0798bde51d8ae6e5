"""extract(): Text → Claim and Statement, in words and spans only."""
