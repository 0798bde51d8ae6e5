"""The record's schema, revision by revision. Run by `recount.store.revisions`; no configuration file is needed."""
