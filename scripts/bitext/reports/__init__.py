"""Findings written as text, JSON, GitHub annotations and SARIF."""
