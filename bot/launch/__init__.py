"""Starting the whole system on one machine: environments, model, database, processes. Only ``make`` calls it."""
