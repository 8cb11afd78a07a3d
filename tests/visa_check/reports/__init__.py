"""Reports about agencies, from the village to the desk and to the public page."""
