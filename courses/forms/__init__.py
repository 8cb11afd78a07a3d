"""What people may send to the pages of courses: each blueprint has a module of its own."""
