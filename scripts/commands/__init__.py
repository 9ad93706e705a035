"""One file for each verb: arguments in, reports out. Nothing else prints, exits or reads arguments."""
