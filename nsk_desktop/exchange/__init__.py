"""Files that travel: evaluation file, central workbook, receipt, team file, spreadsheet import."""
