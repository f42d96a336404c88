"""The tabs of the page: each module is the HTML of one, its script and its rules beside it."""
