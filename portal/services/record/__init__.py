"""What must be provable years later: proofs, verification, and masking, the one way past immutability.
Called by the pages of proof and masking, and by the command line; the top of the services."""
