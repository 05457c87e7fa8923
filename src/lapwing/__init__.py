"""Lapwing reads reports into a record that can be audited. Importing it does nothing."""

__version__ = "0.1.0"
