"""Certificates: issued for a passed course, printed, shown, checked, cancelled."""
