"""The pages of the main window: each shows one part of the work and asks the services for everything."""
