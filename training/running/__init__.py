"""What every training run does from the command to the exit code: speak, resume, end."""
