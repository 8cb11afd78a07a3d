"""The shell of Nirapod: people, deeds, papers and the pages that everybody shares."""
