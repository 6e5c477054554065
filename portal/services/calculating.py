"""stub"""


class Calculating:
    def __init__(self, session, reading): ...
