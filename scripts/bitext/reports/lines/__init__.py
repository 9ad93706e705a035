"""What commands print besides findings: lines, and tables for a terminal."""
