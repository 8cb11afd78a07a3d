"""`python -m portal` is the program nirapod."""

from portal.cli import main

main()
