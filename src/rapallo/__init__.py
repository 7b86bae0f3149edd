"""Rapallo: is an alliance between two states in the making, and what does it mean for a third?"""
