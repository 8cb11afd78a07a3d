"""A content pack: a folder of Markdown, GIFT and pictures, read and checked as a whole."""
