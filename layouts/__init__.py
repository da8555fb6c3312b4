"""What a reader sees: values in; components, SVG or bytes out."""
