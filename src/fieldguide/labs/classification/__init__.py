"""Networks that separate two classes of the plane: their training and their decision fields."""
