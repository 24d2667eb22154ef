"""The labs: experiments as checked parameters in and frames out."""
