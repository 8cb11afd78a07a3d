"""What trainers and offices see of learning: progress by name, everything else as numbers."""
