"""What changes courses and somebody's progress in them. None of it is a deed."""
