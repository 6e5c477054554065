"""What is published: the catalogue, the texts of versions, and how they stand on a day.
Everything above may call it: every other package of services, views and api."""
