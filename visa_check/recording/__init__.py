"""Steps that deeds use inside themselves: how rows are written into the histories."""
