"""What is read from the register."""
