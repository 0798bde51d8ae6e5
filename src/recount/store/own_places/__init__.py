"""Places that users add to their own gazetteer: read from files of several kinds, checked one by one, kept at once.

`reading` recognises a file and yields its places; `adding` puts them into the file that
`recount.store.own_gazetteer` reads.
"""
