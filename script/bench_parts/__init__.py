"""Parts of script/bench; script/measuring.py says what a part is."""
