def find_toponyms(text, gazetteer):
    return []
