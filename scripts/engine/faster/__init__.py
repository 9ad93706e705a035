"""What only saves time."""
