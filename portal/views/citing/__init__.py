"""The pages a caseworker cites from: citation, receipt, the text that applied to a decision.
Called by the router, and by the error pages, which know the places of a text."""
