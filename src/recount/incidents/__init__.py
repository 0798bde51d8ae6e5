"""group(): GroundedClaim → Incident and Period."""
