"""What writers ask for: how far each translation is, what is left to do, a page found by its name."""
