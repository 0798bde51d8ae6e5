"""ground(): Claim → GroundedClaim: days, places, actors; or a refusal that says why not."""
