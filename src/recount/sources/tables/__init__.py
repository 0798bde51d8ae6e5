"""Tables of reports (CSV, XLSX): a report a row, columns named by the user or told by their names."""
