"""Tables and datasets as files to take away: CSV, workbook, package, templates."""
