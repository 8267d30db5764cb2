"""Pictures of sound that a laboratory model denoises, and their ways back to sound."""
