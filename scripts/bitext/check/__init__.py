"""The engine that runs the rules, suppresses findings and fixes what it can."""
