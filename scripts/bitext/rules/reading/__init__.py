"""What keeps the sources from being read, composed or rendered; what reads them says so, and these files explain it."""
