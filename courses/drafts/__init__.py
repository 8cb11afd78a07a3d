"""A pack in the making: its files read for forms, changed, checked, compared and packed up."""
