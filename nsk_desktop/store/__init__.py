"""The encrypted SQLite file: keys, engine, migrations, backup, journal, records and queries."""
