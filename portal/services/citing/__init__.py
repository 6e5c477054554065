"""What a caseworker cites: citations, the frame of a decision, receipts, the text that applied on a day.
Called by the citing pages and the API."""
