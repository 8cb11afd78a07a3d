"""The pages that everybody shares: home, help, offline, health."""
