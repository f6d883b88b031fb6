from hook_by_star_helpers import *
