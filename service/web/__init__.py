"""The HTTP interface: routes, problems and wiring."""
