"""What pages of several subjects share: the frame, components, dates, words and the form flow.
Every other package of views may call it; it calls none of them."""
