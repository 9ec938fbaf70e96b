"""The social team's app under /medewerker: plain forms, rendered on the server, that work without JavaScript."""
