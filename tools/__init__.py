"""What maintainers and tests need around the app: a browser, a running server, pictures, the chart bundle."""
