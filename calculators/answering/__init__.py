"""What a table answers: by level, by amount, by age; notices, comparison, pictures, receipts.
Called by documents, services, views and api."""
