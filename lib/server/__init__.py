"""What stands between the network and the pages: gate, headers, files, limits."""
