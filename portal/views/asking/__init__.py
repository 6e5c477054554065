"""The pages that answer: calculator, sheet, guided way, comparison, deadlines, the embedded calculator.
Called by the router; citing takes the calculator's answer from here."""
