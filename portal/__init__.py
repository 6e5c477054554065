"""The portal."""

import warnings

# Pyramid 2.1 takes pkg_resources, for what we do not use, and setuptools would say so at each start of each
# command. A version of setuptools that has it is pinned (requirements/run.in); no operator can mend it.
warnings.filterwarnings(
    "ignore", message="pkg_resources is deprecated as an API", category=UserWarning, module=r"pyramid\."
)
