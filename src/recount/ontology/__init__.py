"""The vocabulary as data: harms, weapons, events, actors, number-word policies. One concept a file, read once."""

from recount.ontology.actors import ActorEntry, actor_entries, homes_in, loaded, meant_by
from recount.ontology.concepts import Event, HarmConcept, Weapon, event, events, harms, weapons
from recount.ontology.policies import POLICIES, Policy, policy

__all__ = [
    "POLICIES",
    "ActorEntry",
    "Event",
    "HarmConcept",
    "Policy",
    "Weapon",
    "actor_entries",
    "event",
    "events",
    "harms",
    "homes_in",
    "loaded",
    "meant_by",
    "policy",
    "weapons",
]
