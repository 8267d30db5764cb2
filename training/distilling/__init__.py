"""Progressive distillation (Salimans & Ho 2022; seed 003, Algorithm 1), for any denoiser.

A student starts as a copy of its teacher and learns to do in one DDIM step what the teacher does in two; then it
becomes the next teacher. Guidance is distilled in: the first teacher is the guided denoiser, all students run at
guidance 1.
"""
