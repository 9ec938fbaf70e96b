"""What protects a resident: masking, contact details, encryption, retention. Imports nothing else of ours."""
